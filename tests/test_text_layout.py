"""Text without a font, round ticks, and colours that stay apart: what layout and look rest on."""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from duizhao.charts.numbers import decades, ticks
from duizhao.charts.palette import (
    BAR,
    BAR_TINT,
    CATEGORIES,
    INK,
    LINE,
    PAPER,
    QUIET,
    SCHEMES,
    STEPS,
    category,
    on_step,
    step,
    tint,
)
from duizhao.language.text_layout import begun, fitting, width, wrapped
from tests.typefaces import font_file

HAN = "信息传输、软件和信息技术服务业（含数据处理）"
ENGLISH = "Information transmission, software and information technology services"


WRITTEN = [
    *map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x180))),
    *map(chr, range(0x391, 0x3CA)),
    *"‘’“”…·–—−×÷±≤≥≈→←↑↓†‡€¥℃№‰％，。、；：？！（）《》书馆藏",
]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("file", ["DejaVuSans.ttf", "NotoSansCJKsc-Regular.otf"])
def test_no_face_is_wider_than_text_is_taken_to_be(file: str, language: str) -> None:
    face = TTFont(font_file(file), lazy=True)
    em, glyphs, advances = face["head"].unitsPerEm, face.getBestCmap(), face["hmtx"]
    # Noto sets quotes as wide as Han characters unless the language is said to be English.
    narrow = "‘’“”" if language == "en" else ""
    wider = [
        character
        for character in WRITTEN
        if character not in narrow
        and ord(character) in glyphs
        and advances[glyphs[ord(character)]][0] / em > width(character, 1, language)
    ]
    assert wider == []


def test_a_han_character_is_as_wide_as_its_size() -> None:
    assert width("藏书，", 12, "zh") == 36
    assert width("“藏书”", 12, "zh") == 48
    assert width("“", 12, "en") < 7, "quotation marks are narrow in English"


@pytest.mark.parametrize("room", [60, 90, 130, 400])
def test_lines_keep_every_character_and_stay_in_their_room(room: int) -> None:
    for text, language in ((HAN, "zh"), (ENGLISH, "en")):
        lines = wrapped(text, 12, room, language)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        words = [width(word, 12, language) for word in text.split(" ")]
        most = max(room, *words) if language == "en" else room
        assert all(width(line, 12, language) <= most for line in lines)


def test_lines_are_even_and_no_more_than_needed() -> None:
    assert wrapped(HAN[:15], 12, 110, "zh") == ("信息传输、软件", "和信息技术服务业")
    assert wrapped("网络空间产业创新生态", 12, 90, "zh") == ("网络空间", "产业创新生态")
    assert wrapped("线上：平台主导的网络空间", 12, 110, "zh") == ("线上：平台主导的", "网络空间")
    assert wrapped("Crafts and gardening", 12, 80, "en") == ("Crafts and", "gardening")
    assert wrapped("Poetry", 12, 20, "en") == ("Poetry",), "a word is never cut"


@given(st.text("书馆、，。（）《》藏a1 –", min_size=1, max_size=40), st.integers(24, 200))
def test_no_line_begins_with_closing_or_ends_with_opening_punctuation(text: str, room: int) -> None:
    lines = [line for line in wrapped(text, 12, room, "zh") if line]
    assert not [line for line in lines[1:] if line[0] in "、，。）》–"]
    assert not [line for line in lines[:-1] if line[-1] in "（《"]


def test_a_number_keeps_its_counter() -> None:
    assert wrapped("200–399册", 11, 40, "zh") == ("200–399册",)
    assert wrapped("200—399册", 11, 40, "zh") == ("200—399册",)
    assert wrapped("1976年以前", 11, 40, "zh") == ("1976年", "以前")


def test_an_english_label_begins_with_a_capital() -> None:
    assert begun("listed companies", "en") == "Listed companies"
    assert [begun(name, "en") for name in ("iPad sales", "5G", "Inner Lakes")] == [
        *("iPad sales", "5G", "Inner Lakes")
    ]
    assert begun("iPad销量", "zh") == "iPad销量"


def test_names_are_shortened_all_together() -> None:
    names = [("北海岸大区", "北海岸"), ("河口市", "河口")]
    assert fitting(names, 11, 60, 1, "zh") == [("北海岸大区",), ("河口市",)]
    assert fitting(names, 11, 40, 1, "zh") == [("北海岸",), ("河口",)]
    assert fitting(names, 11, 20, 1, "zh") is None
    assert fitting([("Inner Lakes",), ("Moor",)], 11, 40, 2, "en") == [
        ("Inner", "Lakes"),
        ("Moor",),
    ]


@given(
    st.decimals(-(10**9), 10**9, places=3),
    st.decimals(Decimal("0.001"), 10**9, places=3),
    st.integers(3, 6),
)
def test_ticks_are_few_round_even_and_enclose(low: Decimal, span: Decimal, most: int) -> None:
    found = ticks(low, low + span, most)
    assert found[0] <= low
    assert found[-1] >= low + span
    assert 2 <= len(found) <= most + 1
    steps = {two - one for one, two in pairwise(found)}
    assert len(steps) == 1
    assert steps.pop().normalize().as_tuple().digits in ((1,), (2,), (5,))


@given(st.integers(0, 50), st.integers(0, 50), st.integers(3, 6), st.integers(0, 2))
def test_ticks_are_no_finer_than_their_numbers(
    low: int, span: int, most: int, decimals: int
) -> None:
    unit = Decimal(10) ** -decimals
    found = ticks(low * unit, (low + span) * unit, most, decimals)
    assert all(one % unit == 0 for one in found)
    assert 2 <= len(found) <= most + 1
    assert found[0] <= low * unit <= (low + span) * unit <= found[-1]


def test_decades_enclose() -> None:
    assert decades(Decimal("0.02"), Decimal(100)) == tuple(
        Decimal(text) for text in ("0.01", "0.1", "1", "10", "100")
    )
    assert decades(Decimal(1), Decimal(101))[-1] == 1000


# How colours look: CIELAB (D65), and the dichromacy matrices of Machado, Oliveira and Fernandes,
# "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009, severity 1.0.
VISION = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> list[float]:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    """Return the contrast ratio of WCAG 2, 1 to 21."""
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, vision: str = "usual") -> tuple[float, float, float]:
    rgb = linear(colour)
    red, green, blue = (
        min(max(sum(a * b for a, b in zip(row, rgb, strict=True)), 0), 1) for row in VISION[vision]
    )
    white = (0.95047, 1.0, 1.08883)
    xyz = (
        0.4124 * red + 0.3576 * green + 0.1805 * blue,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        0.0193 * red + 0.1192 * green + 0.9505 * blue,
    )
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (value / reference for value, reference in zip(xyz, white, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_categories_stay_apart_in_greyscale_and_for_every_eye(scheme: str) -> None:
    colours = [SCHEMES[scheme][category(place)] for place in range(CATEGORIES)]  # type: ignore[index]
    for (first, one), (second, two) in combinations(enumerate(colours), 2):
        lightness = abs(lab(one)[0] - lab(two)[0])
        # Three categories, the usual number, are farther apart than five.
        assert lightness >= (9 if second < 3 else 7.5), (first, second)
        for vision in VISION:
            assert math.dist(lab(one, vision), lab(two, vision)) >= 15, (first, second, vision)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_stand_out_from_the_page_and_pale_ones_from_solid_ones(scheme: str) -> None:
    colours = SCHEMES[scheme]  # type: ignore[index]
    pairs = [(BAR, BAR_TINT)] + [(category(place), tint(place)) for place in range(CATEGORIES)]
    for strong, pale in pairs:
        assert contrast(colours[strong], colours[PAPER]) >= 3, strong
        assert abs(lab(colours[strong])[0] - lab(colours[pale])[0]) >= 20, strong
    assert contrast(colours[LINE], colours[PAPER]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_are_read_on_the_page_and_on_every_step_of_the_ramp(scheme: str) -> None:
    colours = SCHEMES[scheme]  # type: ignore[index]
    for ink in (INK, QUIET):
        assert contrast(colours[ink], colours[PAPER]) >= 4.5
    ramp = [colours[step(place)] for place in range(STEPS)]
    for place, fill in enumerate(ramp):
        assert contrast(colours[on_step(place)], fill) >= 4.5, place
    lightness = [lab(fill)[0] for fill in ramp]
    assert lightness in (sorted(lightness), sorted(lightness, reverse=True))


def test_all_schemes_colour_the_same_parts() -> None:
    assert len({frozenset(colours) for colours in SCHEMES.values()}) == 1
