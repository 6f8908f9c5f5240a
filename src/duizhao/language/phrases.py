"""Lists, trends, thresholds: 甲、乙和丙 / A, B and C; 下降 / declined; 不低于10% / 10% or more."""

from collections.abc import Sequence

from duizhao.language.pack import Pace, Side, Tense, Trend
from duizhao.language.packs import language_of


def joined(items: Sequence[str], language: str) -> str:
    """Names as one list, without a serial comma: 甲、乙和丙 / A, B and C; "" for no names.

    A name that itself holds one of the list's joints gets stronger ones: 甲以及乙和丙, A, and B
    and C; of three and more, then 甲、乙，丙，以及丁, A, B; C; and D.
    """
    return _joined(items, items, items, language)


def joined_with(items: Sequence[str], details: Sequence[str], language: str) -> str:
    """Names, each with its detail in brackets: 甲（3%）和乙（2%） / A (3%) and B (2%).

    ValueError when there are not as many details as names.
    """
    phrases = language_of(language).phrases
    pairs = zip(items, details, strict=True)
    texts = [phrases.detailed.format(item, detail) for item, detail in pairs]
    if len(texts) == 2:
        plain, other = phrases.pair_joints
        # Brackets keep the names apart; 和 beside another 和 alone is hard to read.
        return (other if phrases.pair_yields and plain in items[1] else plain).join(texts)
    # A bracket closes each name: an “and” misleads in the last one only.
    return _joined(texts, items, items[-1:], language)


def _joined(
    texts: Sequence[str], names: Sequence[str], ending: Sequence[str], language: str
) -> str:
    """Join texts by the weakest joints: none between them in `names`, no last one in `ending`."""
    phrases = language_of(language).phrases
    joints = phrases.joints
    if len(texts) < 2:
        return "".join(texts)
    if len(texts) == 2:
        plain, other = phrases.pair_joints
        return (other if _hold(names, [plain, joints[0][0]]) else plain).join(texts)
    for index, (between, last) in enumerate(joints):
        stronger = joints[index:]
        if not (
            _hold(names, [between for between, _ in stronger])
            or _hold(ending, [last for _, last in stronger])
        ):
            break
    return last.join((between.join(texts[:-1]), texts[-1]))


def _hold(items: Sequence[str], joints: Sequence[str]) -> bool:
    """Whether one of the items holds one of the joints, at its edge or within."""
    return any(joint in f" {item} " for item in items for joint in joints)


def trend_word(trend: Trend, language: str) -> str:
    """The trend as a state: 上升, 下降, 持平 / rising, falling, level."""
    return language_of(language).phrases.trends[trend]


def trend_verb(trend: Trend, language: str, tense: Tense = "past", pace: Pace | None = None) -> str:
    """The trend as what happened: 下降 / declined, 下降了 / has declined, declines.

    With a pace: 持续下降 / declined steadily, 波动下降 / declined unevenly.
    """
    phrases = language_of(language).phrases
    verb = phrases.verbs[tense][trend]
    if pace is None or trend == "level":
        return verb
    return phrases.paced.format(verb=verb, pace=phrases.paces[pace])


def threshold_text(side: Side, limit: str, unit: str, language: str) -> str:
    """A limit with its side: 不低于10%, 少于200 / 10% or more, under 200."""
    plain, of_counts = language_of(language).phrases.thresholds[side]
    return (of_counts if unit == "count" else plain).format(limit)
