"""A raster of tones as a PNG in the colours of a scheme, clear where there is nothing."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode

import numpy as np

from duizhao.charts.data import Scheme
from duizhao.charts.palette import CATEGORIES, LINE, QUIET, SCHEMES, category
from duizhao.charts.raster import TONES, Pixels

COLOURS = (LINE, *(category(place) for place in range(CATEGORIES)), QUIET)
"""What the colours 0, 1, 2 … of a raster are: lines, five groups of nodes, all other nodes."""


def picture_url(pixels: Pixels, scheme: Scheme) -> str:
    """Return a raster as a `data:` address; equal pixels give equal bytes."""
    return "data:image/png;base64," + b64encode(png(pixels, scheme)).decode("ascii")


def png(pixels: Pixels, scheme: Scheme) -> bytes:
    """Return a raster as an indexed PNG: tones are strengths of a colour, 0 is clear."""
    height, width = pixels.shape
    entries, clear = bytearray(3), bytearray(1)
    for name in COLOURS:
        colour = bytes.fromhex(SCHEMES[scheme][name].lstrip("#"))
        for tone in range(TONES):
            entries += colour
            clear.append(round(255 * (tone + 1) / TONES))
    rows = np.zeros((height, width + 1), np.uint8)  # every row begins with its filter: none
    rows[:, 1:] = pixels
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", bytes(entries)),
            _chunk(b"tRNS", bytes(clear)),
            _chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
