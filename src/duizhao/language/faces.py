"""Faces: what systems have for Han and for Latin text, the best first."""

HAN = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC"),
    *("Hiragino Sans GB", "Microsoft YaHei", "WenQuanYi Micro Hei"),
)
LATIN = ("Noto Sans", "Segoe UI", "Roboto", "Helvetica Neue", "Arial")
