"""Edition dates: an edition’s file gives one year and one day, wherever it says them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.check.registry import edition_rule
from duizhao.check.scopes import EditionView
from duizhao.check.text.dates import dates
from duizhao.diagnostics import Diagnostic, Words

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@edition_rule("edition-date", "sources")
def edition_date(view: EditionView) -> Iterator[Diagnostic]:
    """An edition’s title, date and documents name different years or days.

    An edition that is called by a year has that year in its title; a document whose id has a year
    has it in its name; and where a document is dated to the day in the year and month of the
    edition’s `date`, it is the same day.

    一版的标题、日期和所据文件的日期不一致：以年份为名的一版，标题里就是这一年；编码里有年份的文件，名称里就是
    这一年；文件写明年月日、年月与date相同的，日也要相同。
    """
    file, hint = view.edition.file, Words("请核对日期", "see which date is right")
    if _YEAR.fullmatch(view.edition.name):
        for language in view.languages:
            years = _YEAR.findall(file.title.of(language))
            if years and view.edition.name not in years:
                message = Words(
                    f"这是{view.edition.name}年版，标题写的是{years[0]}",
                    f"this is the {view.edition.name} edition, and its title has {years[0]}",
                )
                place = view.document.place("title", language)
                yield Diagnostic("edition-date", place, message, hint)
    for id, name in file.documents.items():
        wanted = _YEAR.findall(re.sub("_", " ", id))
        for language in view.languages:
            text = name.of(language)
            place = view.document.place("documents", id, language)
            named = set(_YEAR.findall(text))
            if wanted and named and not named & {*wanted}:
                message = Words(f"编码写的是{wanted[0]}", f"its id says {wanted[0]}")
                yield Diagnostic("edition-date", place, message, hint)
            day = next((m for _, _, m in dates(text, language) if re.fullmatch(r"\d+/\d+", m)), "")
            said = (*sorted(named)[:1], *day.split("/"))
            own = (str(file.date.year), str(file.date.month), str(file.date.day))
            if len(said) == 3 and sum(a != b for a, b in zip(said, own, strict=True)) == 1:
                written = "-".join(said)
                message = Words(
                    f"写的是{written}，这一版的date是{file.date}",
                    f"it says {written}, and the edition’s `date` is {file.date}",
                )
                yield Diagnostic("edition-date", place, message, hint)
