"""Digits, exactly: declared precision, the one place that rounds, and grouping of thousands."""

from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation

from duizhao.language.packs import language_of

MINUS = "\N{MINUS SIGN}"

# Python's usual context silently rounds to 28 digits. This one raises before it loses any.
EXACT = Context(prec=1000, traps=[Inexact, InvalidOperation])
_ROUNDING = Context(prec=1000, rounding=ROUND_HALF_UP, traps=[InvalidOperation])


class TooPrecise(ValueError):
    """A number has more decimals than its column declares; carries both."""

    def __init__(self, number: Decimal, decimals: int) -> None:
        super().__init__(f"{number} has more than the {decimals} declared decimals")
        self.number = number
        self.decimals = decimals


def decimals_of(number: Decimal) -> int:
    """How many decimals the number is stored with (21.90: 2); ValueError if it is not finite.

    Below zero for a number stored in tens or more: Decimal("46E6") gives -6.
    """
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"{number} is not a finite number")
    return -exponent


def rounded(number: Decimal, decimals: int) -> Decimal:
    """The number with exactly `decimals` decimals, half away from zero: 2.675 to 2 is 2.68.

    The only rounding in wording, and always asked for by name.
    """
    decimals_of(number)
    return number.quantize(Decimal((0, (1,), -decimals)), context=_ROUNDING)


def grouped(size: Decimal, language: str) -> str:
    """The digits of a number that is not negative, as stored, thousands set apart by commas.

    Chinese groups from five integer digits on (4311, 12,283), English from four (4,311).
    """
    grouped_from = language_of(language).numbers.grouped_from
    # Babel's own formatting works in Python's 28-digit context and drops closing zeros; CLDR's
    # group and decimal signs for both languages are the ones that format() writes.
    plain = format(size, "f")
    whole = plain.partition(".")[0]
    return format(size, ",f") if len(whole) >= grouped_from else plain
