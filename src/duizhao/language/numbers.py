"""One stored number in words and digits, by its unit: 12,613.26亿元 / RMB 1,261.326 billion."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from babel.dates import format_date

from duizhao.language.digits import EXACT, MINUS, TooPrecise, decimals_of, grouped
from duizhao.language.labels import UNITS
from duizhao.language.numerals import ordinal
from duizhao.language.packs import language_of


def number_text(
    number: Decimal,
    unit: str,
    decimals: int,
    language: str,
    currency: str | None = None,
    power: int | None = None,
) -> str:
    """One stored number as the language writes it; no digit is lost or added.

    | unit    | number holds        | zh             | en                     |
    |---------|---------------------|----------------|------------------------|
    | count   | things              | 4311, 4600万   | 4,311, 46 million      |
    | percent | per cent            | 29.04%         | 29.04%                 |
    | points  | percentage points   | 12.5个百分点   | 12.5 percentage points |
    | money   | the currency's unit | 12,613.26亿元  | RMB 1,261.326 billion  |
    | number  | a plain number      | 3.826          | 3.826                  |
    | times   | a ratio             | 1.5倍          | 1.5 times              |
    | rank    | 1, 2, 3 …           | 第四, 第21     | fourth, 21st           |
    | year    | a calendar year     | 1998           | 1998                   |
    | date    | date.toordinal()    | 1998年12月31日 | 31 December 1998       |

    Counts and money take the largest magnitude that leaves few decimals: at most two in 亿, two
    (money) or none (counts) in 万, three in billions and millions. Otherwise they are written
    out: 50000 is 5万 / 50,000 and 35672 is 35,672. Closing zeros of the stored number stay
    (21.90%); those that only fill up to the base unit go: 1261326000000 has six digits to show,
    Decimal("225.80E8") has five.

    `currency` is the ISO 4217 code that money needs. `power` is the magnitude that a column has
    in common (see `common_power`). A minus is U+2212 in every language.

    TooPrecise: more decimals than `decimals`. ValueError: not finite; a rank, year or date that
    is none; an unknown unit, language or currency.
    """
    units = language_of(language).numbers.units
    if decimals_of(number) > decimals:
        raise TooPrecise(number, decimals)
    sign = MINUS if number < 0 else ""
    size = number.copy_abs()
    if unit in units:
        return sign + grouped(size, language) + unit_word(unit, size, language)
    match unit:
        case "count":
            return sign + _scaled(size, unit, language, power)
        case "money":
            before, after = around_money(currency, language)
            return sign + before + _scaled(size, unit, language, power) + after
        case "rank":
            return ordinal(_whole(number, unit), language)
        case "year":
            return str(_whole(number, unit, date.max.year))
        case "date":
            day = _whole(number, unit, date.max.toordinal())
            return date_text(date.fromordinal(day), language)
    raise ValueError(f"unknown unit {unit!r}; known: {', '.join(UNITS)}")


def date_text(day: date, language: str) -> str:
    """A day in full: 1998年12月31日 / 31 December 1998."""
    return format_date(day, "long", locale=language_of(language).locale)


def common_power(numbers: Iterable[Decimal], unit: str, language: str) -> int | None:
    """The power of ten in which one column writes all its counts or money, 0 for none.

    None where each by itself is written alike already. The largest in which each needs no more
    decimals than `number_text` allows is taken, so that no digit is lost.
    """
    magnitudes = language_of(language).numbers.magnitudes.get(unit)
    sizes = [number.copy_abs() for number in numbers if number]
    if magnitudes is None or len({_power(size, unit, language) for size in sizes}) < 2:
        return None
    return next(
        (
            power
            for power, most_decimals in magnitudes
            if all(decimals_of(_shifted(size, power)) <= most_decimals for size in sizes)
        ),
        0,
    )


def _power(size: Decimal, unit: str, language: str) -> int:
    """The power of ten that a number takes by itself."""
    for power, most_decimals in language_of(language).numbers.magnitudes[unit]:
        shifted = _shifted(size, power)
        if shifted >= 1 and decimals_of(shifted) <= most_decimals:
            return power
    return 0


def _shifted(size: Decimal, power: int) -> Decimal:
    return size.scaleb(-power, EXACT).normalize(EXACT)


def _scaled(size: Decimal, unit: str, language: str, power: int | None) -> str:
    """The digits in the magnitude that `number_text` describes, and its name."""
    if power is None:
        power = _power(size, unit, language)
    if not (power and size):
        return grouped(size, language)
    # A number stored to the unit has filling zeros; one stored in tens or more has none.
    filled = decimals_of(size) >= 0
    shown = _shifted(size, power) if filled else size.scaleb(-power, EXACT)
    return grouped(shown, language) + magnitude_word(power, language)


def _whole(number: Decimal, unit: str, most: int | None = None) -> int:
    whole = int(number)
    if whole != number or whole < 1 or (most is not None and whole > most):
        raise ValueError(f"{number} is not a {unit}")
    return whole


def unit_word(unit: str, size: Decimal, language: str) -> str:
    """What follows `size` in this unit, the space before it included: " percentage points"."""
    pack = language_of(language)
    forms = pack.numbers.units[unit]
    return forms.get(pack.locale.plural_form(size), forms["other"])


def magnitude_word(power: int, language: str) -> str:
    """CLDR's name of a power of ten, the space before it included: 亿, " billion"."""
    pack = language_of(language)
    formats = pack.locale.compact_decimal_formats[pack.numbers.compact]
    pattern: str = formats["other"][str(10**power)].pattern
    return pattern.strip("0")


def around_money(currency: str | None, language: str) -> tuple[str, str]:
    """What stands before and after an amount: ("", "美元") or ("US$", ""), ("RMB ", "").

    `currency` is an ISO 4217 code; ValueError when it is missing or CLDR does not know it.
    """
    pack = language_of(language)
    locale = pack.locale
    if currency is None or currency not in locale.currencies:
        raise ValueError(f"money needs the ISO code of its currency, not {currency!r}")
    own = pack.numbers.currencies.get(currency)
    if pack.numbers.currency_follows:
        return "", own or locale.currencies[currency]
    symbol = own or locale.currency_symbols.get(currency, currency)
    return (f"{symbol} " if symbol[-1].isalpha() else symbol), ""
