"""Listed: the top five are five: as many names are listed as the words before them say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.check.text.numbers_in_words import counted
from duizhao.compare.paragraphs import Paragraph
from duizhao.diagnostics import Diagnostic, Words

_LISTS = {
    "zh": re.compile(
        r"前(?P<n>[二三四五六七八九十]|\d{1,2})(?:个|名|位|大|家|项)?[^，。；：、\d]{0,10}?"
        r"(?:依次|分别)(?:是|为)?[:：]?(?P<list>[^。；，（）\d]+)"
    ),
    "en": re.compile(
        r"\b(?:the|its) (?:top (?P<n>\w+)|(?P<m>\w+)(?= [^.;:]*\b(?:highest|largest|biggest|most|"
        r"leading|smallest|lowest)\b)) [^.;:,]{3,60}? (?:were|are)"
        r"(?:, in (?:this |that )?order,)?:? "
        r"(?P<list>(?-i:[A-Z])[^.;:()\d]*? and (?-i:[A-Z])[^.;:,()\d]*)",
        re.IGNORECASE,
    ),
}
_SPLIT = {"zh": re.compile("[、和与及]"), "en": re.compile(r", and |, | and ")}
_SURE = {"zh": re.compile("、"), "en": re.compile(r",")}


def listed(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Yield lists of the first so many that hold more or fewer; 和 may be a part of a name."""
    language = paragraph.language
    for match in _LISTS[language].finditer(paragraph.masked):
        groups = match.groupdict()
        said = counted(groups["n"] or groups.get("m") or "")
        names = match["list"]
        most = len(_SPLIT[language].findall(names)) + 1
        least = min(most, len(_SURE[language].findall(names)) + 1)
        if said is None or least <= said <= most or least < 2:
            continue
        yield Diagnostic(
            "source-rows",
            paragraph.place(match.start("list"), match.end("list")),
            Words(
                f"这里说的是前{said}个，列出的是{most}个", f"{said} are announced, {most} listed"
            ),
            Words("请核对个数和名单", "see to the number and the list"),
        )
