"""The small phrases that sentences are made of, in both languages: days, places, actors, scopes, quantities, sums."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from onrecord import patterns as re
from onrecord.actor import AS_PART
from onrecord.arabic import (
    Case,
    Noun,
    arabic_form,
    comma,
    count_words,
    fixed,
    genitive,
    is_finite,
    joined,
    noun_for,
    number_words,
)
from onrecord.conversion import units
from onrecord.data import table
from onrecord.nearby import base_of
from onrecord.period import Period
from onrecord.place import NOT_STATED
from onrecord.scope import ROLES

if TYPE_CHECKING:
    from onrecord.figure import Figure
    from onrecord.proof import Proof, Step
    from onrecord.quantity import Quantity
    from onrecord.scope import Catalogue, Scope
    from onrecord.statement import Language

SegmentKind = Literal["words", "number", "formula"]
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?(?:/\d+(?:,\d{3})*)?"
_TERM = rf"(?:[−≥≤]\s?)?(?:[½⅓⅔¼¾]|{_NUMBER})(?:\s×\s(?:{_NUMBER}))?"
_SEGMENTS = re.compile(
    rf"(?P<formula>{_TERM}(?:\s[+−÷×=><≥≤]\s(?:{_TERM}))+)"
    rf"|(?P<number>\d{{4}}-\d\d-\d\d|−?(?<![0-9A-Za-z_])(?<!\d[.,]){_NUMBER}(?:–{_NUMBER})?)"
)
_VULGAR = {
    Fraction(1, 2): "½",
    Fraction(1, 3): "⅓",
    Fraction(2, 3): "⅔",
    Fraction(1, 4): "¼",
    Fraction(3, 4): "¾",
}
MOST_NAMES = 4
"""A union of more places than this is named by its first ones: cells left over from many figures have dozens."""
MEASURED_OUT = frozenset({"percent", "percentage_point", "times", "USD", "EUR", "GBP", "IQD", *units()})
"""Units of what is measured out, not counted: less of it, where of others there are fewer."""
LEFT_TO_RIGHT, END_OF_ISOLATE = "\u2066", "\u2069"


def template(path: str, language: Language) -> str:
    """The packaged phrase under ``outcomes.possible.word`` and the like."""
    found: Any = table("sentences")
    for key in path.split("."):
        found = found[key]
    return str(found[language])


def fill(path: str, language: Language, **words: object) -> str:
    """The packaged phrase with its brackets filled in."""
    return template(path, language).format(**words)


def has_template(path: str) -> bool:
    """Whether there is such a phrase."""
    found: Any = table("sentences")
    for key in path.split("."):
        if key not in found:
            return False
        found = found[key]
    return True


# ------------------------------------------------------------------------------------------------------------ days


def day_words(day: dt.date, language: Language, *, month: bool = True, year: bool = True) -> str:
    """17 May 2018; 17 أيار/مايو 2018; without the year, or without month and year, where those follow anyway."""
    words = [str(day.day)]
    if month or year:
        words.append(month_name(day.month, language))
    if year:
        words.append(str(day.year))
    return " ".join(words)


def month_name(month: int, language: Language) -> str:
    """May; in Arabic both names of the month (أيار/مايو), the Levantine first."""
    return str(table("sentences")["months"][language][month - 1])


def period_words(period: Period, language: Language) -> str:
    """The period as a label: 1–17 May 2018; May 2018; من 1 إلى 17 أيار/مايو 2018."""
    start, last = period.start, period.last_day
    if start is None or last is None or start == last or _whole(period):
        return _label(period, language)
    if language == "en":
        dash = "–" if (start.year, start.month) == (last.year, last.month) else " – "
        return _span(start, last, language, f"{{first}}{dash}{{last}}")
    return _span(start, last, language, template("period.range", language))


def when_words(period: Period, language: Language) -> str:
    """The period inside a sentence: on 5 May 2018; in May 2018; from 1 to 17 May 2018; '' where it is open."""
    start, last = period.start, period.last_day
    if start is None and last is None:
        return ""
    if start is None or last is None:
        return _label(period, language)
    if _whole(period):
        whole = _label(period, language)
        year = len(period.edtf) == len("2018")
        return fill("period.year", language, year=whole) if year else fill("period.month", language, month=whole)
    if start == last:
        return fill("period.day", language, day=day_words(start, language))
    return _span(start, last, language, template("period.range", language))


def _whole(period: Period) -> bool:
    """Whether the period is one whole month or year."""
    return period.edtf.count("-") < 2 and "/" not in period.edtf


def _label(period: Period, language: Language) -> str:
    """A period that is one day, a whole month or year, or open on a side."""
    start, last = period.start, period.last_day
    if start is None and last is None:
        return template("period.always", language)
    if start is None:
        assert last is not None
        return fill("period.until", language, last=day_words(last, language))
    if last is None:
        return fill("period.since", language, first=day_words(start, language))
    if not _whole(period):
        return day_words(start, language)
    return str(start.year) if len(period.edtf) == len("2018") else f"{month_name(start.month, language)} {start.year}"


def _span(start: dt.date, last: dt.date, language: Language, pattern: str) -> str:
    """Two days, saying only once what they share."""
    same_year = start.year == last.year
    same_month = same_year and start.month == last.month
    first = day_words(start, language, month=not same_month, year=not same_year)
    return pattern.format(first=first, last=day_words(last, language))


def iso_period(start: str, end: str) -> Period:
    """A half-open period from two ISO days; an empty one or '..' leaves that side open."""
    days = [None if text in ("", "..") else dt.date.fromisoformat(text) for text in (start, end)]
    return Period(days[0], days[1])


# ------------------------------------------------------------------------------------------------- places and actors


def printed_name(names: Any, fallback: str, language: Language) -> str:
    """The name in this language, else in the other, else the id."""
    return str(names.get(language) or names.get("en") or fallback)


def place_words(
    places: Iterable[str],
    catalogue: Catalogue,
    language: Language,
    without: Iterable[str] = (),
    *,
    label: bool = False,
) -> str:
    """Iraq and Syria; العراق وسوريا; what is left out of the union is named too. A ``label`` has no article."""
    left_out = [p for p in without if ":" not in p or p in catalogue.places]
    ordered = sorted(places, key=lambda place: _place_name(place, catalogue, "en"))
    named = _names(ordered, catalogue, language, label)
    if not named:
        named = template("scope.anywhere", language)
    if not left_out:
        return named
    return fill("scope.without", language, places=named, without=_names(left_out, catalogue, language, label))


def _names(places: Iterable[str], catalogue: Catalogue, language: Language, label: bool) -> str:
    """The names joined; of more than four the first three, and how many others there are."""
    words = [_place_words(place, catalogue, language, label) for place in places]
    if len(words) > MOST_NAMES:
        shown = words[: MOST_NAMES - 1]
        text = comma(language).join(shown)
        return fill("scope.others", language, places=text, n=len(words) - len(shown))
    return joined(words, language) if words else ""


def _place_words(place: str, catalogue: Catalogue, language: Language, label: bool) -> str:
    """One place; what is near another by the name of that one."""
    base = base_of(place)
    if base is not None and base in catalogue.places:
        return fill("scope.near", language, place=_place_words(base, catalogue, language, label))
    name = _place_name(place, catalogue, language)
    return name if label or base is not None else with_article(name, language)


def _place_name(place: str, catalogue: Catalogue, language: Language) -> str:
    """The printed name of one place; one that the words leave open is in no catalogue."""
    if place == NOT_STATED.id:
        return printed_name(NOT_STATED.names, place, language)
    return printed_name(catalogue.places[place].names, place, language) if place in catalogue.places else place


def actor_words(actors: Iterable[str], catalogue: Catalogue, language: Language, *, short: bool = True) -> str:
    """the coalition; التحالف; joined where there are several. ``short`` uses the short names of long ones."""
    held = tuple(actors)  # one that changed, at all times, is just that one
    named = [actor for actor in held if AS_PART not in actor or actor.partition(AS_PART)[0] not in held]
    words = [with_article(actor_name(actor, catalogue, language, short=short), language) for actor in named]
    return joined([genitive(word) if language == "ar" else word for word in words], language) if words else ""


def actor_name(actor: str, catalogue: Catalogue, language: Language, *, short: bool = True) -> str:
    """The printed name of one actor, without an article in English."""
    brief = table("sentences")["short_names"].get(actor) if short else None
    if brief is not None:
        return printed_name(brief, actor, language)
    return printed_name(catalogue.actors[actor].names, actor, language) if actor in catalogue.actors else actor


def with_article(name: str, language: Language) -> str:
    """'the' before an English name that takes it: the United States, the Middle Euphrates River Valley."""
    if language == "ar" or name.lower().startswith("the "):
        return name
    taking = set(table("sentences")["takes_article"])
    words = {word.lower() for word in re.findall(r"[\w-]+", name)}
    return f"the {name}" if words & taking else name


def possessive(name: str) -> str:
    """The coalition’s; the United States’."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


# ----------------------------------------------------------------------------------------------------------- scopes


def measure_words(measure: str, catalogue: Catalogue, language: Language) -> str:
    """The printed name of a measure."""
    return (
        printed_name(catalogue.measures[measure].names, measure, language) if measure in catalogue.measures else measure
    )


def counted_words(measure: str, catalogue: Catalogue, language: Language) -> str:
    """What a measure counts, as the object of a sentence: strikes; the destruction of a site; الضربات."""
    if has_template(f"counted.{measure}"):
        return template(f"counted.{measure}", language)
    name = measure_words(measure, catalogue, language)
    return genitive(name) if language == "ar" else name


def measure_unit(measure: str, catalogue: Catalogue) -> str:
    """The unit of a measure's counts, or '' for one that is not in the catalogue."""
    return catalogue.measures[measure].unit if measure in catalogue.measures else ""


def tail_words(scope: Scope, catalogue: Catalogue, language: Language, voice: str = "") -> str:
    """What follows a count: by and against whom, of whom, where and when; a voice's own acts need no 'by'."""
    words = role_words(scope, catalogue, language, voice)
    if scope.places or scope.without:
        words += _where_words(scope, catalogue, language)
    when = when_words(scope.period, language)
    return f"{words} {when}" if when else words


def _where_words(scope: Scope, catalogue: Catalogue, language: Language) -> str:
    """Where, as it follows a count: in Iraq; near Hajin; in Raqqa and near Hajin."""
    near = [place for place in scope.places if base_of(place)]
    held = [place for place in scope.places if place not in near]
    words = [place_words(near, catalogue, language)] if near else []
    if held or not near:
        places = place_words(held, catalogue, language, scope.without)
        words.insert(0, fill("scope.where", language, places=places).strip())
    return f" {joined(words, language)}"


def role_words(scope: Scope, catalogue: Catalogue, language: Language, voice: str = "", *, label: bool = False) -> str:
    """By, against and of whom, as they follow a counted noun, or (``label``) the name of the measure."""
    words = ""
    for role in ROLES:
        actors = getattr(scope, role)
        implied = table("sentences")["implied"].get(scope.measure, [])
        if not actors or (role == "by" and actors == (voice,)) or (role == "of" and list(actors) == implied):
            continue
        special = f"scope.{role}_{scope.measure}" + ("_label" if label else "")
        named = actor_words(actors, catalogue, language)
        words += fill(special if has_template(special) else f"scope.{role}", language, actors=named)
    return words


def scope_words(scope: Scope, catalogue: Catalogue, language: Language) -> str:
    """The scope as a label: strikes by the coalition against Daesh, Iraq and Syria, 1–17 May 2018."""
    head = measure_words(scope.measure, catalogue, language) + role_words(scope, catalogue, language, label=True)
    parts = [head]
    if scope.places or scope.without:
        parts.append(place_words(scope.places, catalogue, language, scope.without, label=True))
    if scope.period != Period(None, None):
        parts.append(period_words(scope.period, language))
    return comma(language).join(parts)


def where_and_when(scope: Scope, catalogue: Catalogue, language: Language) -> str:
    """The short label of a scope: Iraq and Syria, 1–17 May 2018."""
    words = []
    if scope.places or scope.without:
        words.append(place_words(scope.places, catalogue, language, scope.without, label=True))
    if scope.period != Period(None, None):
        words.append(period_words(scope.period, language))
    return comma(language).join(words)


def figure_words(figure: Figure, catalogue: Catalogue, language: Language) -> str:
    """One figure on record: 52 strikes, Iraq and Syria, 18–24 May 2018."""
    unit = measure_unit(figure.scope.measure, catalogue)
    number = range_words(figure.low, figure.high, figure.scope.measure, unit, language)
    label = where_and_when(figure.scope, catalogue, language)
    return f"{number}{comma(language)}{label}" if label else number


def range_words(low: Fraction | None, high: Fraction | None, measure: str, unit: str, language: Language) -> str:
    """The two ends of an interval as words: between 9 and 172 strikes; at least 9 strikes, no upper bound."""
    if high is None and not low:
        return template("bounds.nothing", language)
    if high is not None and (low is None or low == 0 < high):
        return fill("bounds.at_most", language, n=amount_words(high, measure, unit, language))
    assert low is not None
    if high is None:
        return fill("bounds.at_least", language, n=amount_words(low, measure, unit, language))
    n = amount_words(high, measure, unit, language, "genitive")
    if low == high:
        return amount_words(low, measure, unit, language)
    return fill("bounds.range", language, a=low_end(low, high, measure, unit, language), n=n)


def low_end(low: Fraction, high: Fraction, measure: str, unit: str, language: Language) -> str:
    """The lower of two numbers before 'and': bare, but in words with its noun where Arabic writes the upper so."""
    if language == "ar" and high in (1, 2) and unit != "percent":
        return "صفر" if low == 0 else amount_words(low, measure, unit, language, "genitive")
    return number_words(low)


# ------------------------------------------------------------------------------------------------------- quantities


def amount_words(value: Fraction, measure: str, unit: str, language: Language, case: Case = "nominative") -> str:
    """A number with what it counts: 132 strikes; 98 percent; 6 strikes per day."""
    if unit == "percent":
        return fill("quantity.percent", language, n=percent_number(value, language))
    counted, _, per = unit.partition("/")
    noun = noun_for(measure, counted)
    words = count_words(value, noun, language, case)
    if noun.id == "unit":
        words = number_words(value)
    if per:
        other = noun_for("", per)
        return fill("quantity.per", language, n=words, unit=other.singular if language == "ar" else other.one)
    return words


def percent_number(value: Fraction, language: Language, apart_from: Fraction | None = None) -> str:
    """A percentage in digits; where it never ends, 'about' and as many digits as keep it apart from a number."""
    if is_finite(value):
        return number_words(value)
    return fill("quantity.about", language, n=rounded_words(value, apart_from))


def rounded_words(value: Fraction, apart_from: Fraction | None = None) -> str:
    """The number rounded to whole units, or to two digits where rounding would make it equal to another number."""
    whole = fixed(value, 0)
    return fixed(value, 2) if apart_from is not None and whole == fixed(apart_from, 0) else whole


def quantity_words(quantity: Quantity, measure: str, language: Language) -> str:
    """The number as the claim states it: more than 132 strikes; an increase of 304 percent.

    One in another unit than the one stated tells how it was got: 0.85 square kilometres (85 hectares × 0.01).
    """
    words = _quantity_words(quantity, measure, language)
    if quantity.conversion is None:
        return words
    said = _quantity_words(quantity.as_worded, measure, language)
    return fill("quantity.converted", language, n=words, said=said, factor=number_words(quantity.conversion.factor))


def _quantity_words(quantity: Quantity, measure: str, language: Language) -> str:
    stated = quantity.stated
    if stated is None:
        return template(f"quantity.{quantity.direction}_bare", language) if quantity.direction else ""
    comparator = quantity.comparator
    case: Case = "nominative" if comparator == "=" else "genitive"
    top = quantity.high if comparator == "range" and quantity.high is not None else stated
    n = amount_words(top, measure, quantity.unit, language, case)
    bottom = number_words(quantity.low) if quantity.low is not None else ""
    if comparator == "range" and quantity.low is not None:
        bottom = low_end(quantity.low, top, measure, quantity.unit, language)
    fewer = comparator == "<" and quantity.unit not in MEASURED_OUT
    words = fill("quantity.fewer" if fewer else f"quantity.{comparator}", language, n=n, a=bottom)
    if quantity.vague:
        words = fill("quantity.vague", language, n=words)
    return fill(f"quantity.{quantity.direction}", language, n=words) if quantity.direction else words


def plain_noun(noun: Noun, value: Fraction, language: Language) -> str:
    """The noun alone, in the form that the number asks for."""
    if language == "ar":
        return arabic_form(value, noun)
    return noun.one if value == 1 else noun.many


# ------------------------------------------------------------------------------------------------------------- sums


def formula_words(proof: Proof) -> str:
    """The proof's signed sum in one line, left to right: 184 − 52 = 132. Zero terms are left out,
    and a sum of one number is that number."""
    added = [step for step in proof.steps if step.value]
    if len(added) == 1 and added[0].multiplier == 1:
        return number_words(proof.bound)
    return f"{sum_words(added)} = {number_words(proof.bound)}"


def sum_words(steps: Iterable[Step]) -> str:
    """The steps as a written sum; a multiplier other than one stands before its value."""
    words = ""
    for step in steps:
        if step.value == 0:
            continue
        amount = step.multiplier * step.value
        shown = term_words(abs(step.multiplier), abs(step.value))
        if words:
            words += f" {'−' if amount < 0 else '+'} {shown}"
        else:
            words = f"−{shown}" if amount < 0 else shown
    return words or "0"


def term_words(multiplier: Fraction, value: Fraction) -> str:
    """184; ½ × 10; 2 × 41."""
    if multiplier == 1:
        return number_words(value)
    return f"{_VULGAR.get(multiplier, number_words(multiplier))} × {number_words(value)}"


# ------------------------------------------------------------------------------------------------- parts of a sentence


def segments(text: str) -> list[tuple[SegmentKind, str]]:
    """A sentence cut into words, numbers and formulas, so that each can be isolated; joined again it is the same."""
    parts: list[tuple[SegmentKind, str]] = []
    at = 0
    for match in _SEGMENTS.finditer(text):
        if match.start() > at:
            parts.append(("words", text[at : match.start()]))
        parts.append(("formula" if match.group("formula") else "number", match.group()))
        at = match.end()
    if at < len(text):
        parts.append(("words", text[at:]))
    return parts


def isolated(text: str) -> str:
    """The sentence with each formula between the marks that keep it from turning round in a right-to-left line."""
    return "".join(
        f"{LEFT_TO_RIGHT}{part}{END_OF_ISOLATE}" if kind == "formula" else part for kind, part in segments(text)
    )
