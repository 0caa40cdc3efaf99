"""People who are counted as those whom aid reached: 'we brought food to 12,000 families', حصل ٩٠ ألف طفل على لقاح.

The verb of giving and the gift stand before them, or the verb before and the gift behind; or they are said to get it.
"""

from __future__ import annotations

from functools import cache

from onrecord import patterns as re
from onrecord.counting import Counted, counted_noun
from onrecord.predicate import act_named
from onrecord.sentence import Sentence
from onrecord.setwords import one_of

_PEOPLE = ("person", "civilian", "displaced")

_REACH = 120
"""Letters of the clause before the people in which the verb may stand."""


def recipients(sentence: Sentence, nth: int) -> Counted | None:
    """The nth figure as that of people who were given aid, or None."""
    item, noun = sentence.stated[nth], counted_noun(sentence, nth)
    sense = noun.sense("noun") if noun is not None else None
    if noun is None or sense is None or sense.data.get("class") not in _PEOPLE or "implies" in sense.data:
        return None
    clause = sentence.clause(item.start)
    first = max(clause[0], sentence.left_end(nth), item.start - _REACH)
    if not _given(sentence, first, item.start, (noun.whole[1], clause[1])):
        return None
    of = sense.data.get("of")
    act = act_named("benefit")
    return Counted("aid", str(sense.data["unit"]), noun, None, str(of) if of else None, False, "person", act)


def _given(sentence: Sentence, first: int, start: int, behind: tuple[int, int]) -> bool:
    """Whether aid is told to have reached those who stand at ``start``, with what stands before and behind them."""
    text, language = sentence.text, sentence.statement.language
    to, give, get, gift, got = _patterns(language)
    written_on = text.startswith("ل", start) or text.startswith("لل", start)
    before = text[first:start] + ("ل" if written_on else "")
    if to.search(before) is not None:
        return True
    verb = give.search(before) or (get.search(before) if language == "ar" else None)
    if verb is not None and gift.match(text, *behind) is not None:
        return True
    return got.match(text, *behind) is not None


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Giving to; giving, and getting, right before those who get it; the gift behind them; their getting a gift."""
    gift, give, get = (one_of(language, "gift", name) for name in ("what", "give", "get"))
    if language == "ar":
        what = rf"(?<!\w)[وفب]?(?:ال|لل)?{gift}(?:نا|ها|ه|هم)?(?!\w)"
        gave, gets = (rf"(?<!\w)[وف]?{verb}(?:ت|نا|وا|تا|ا)?(?!\w)" for verb in (give, get))
        both = rf"(?:{gave}.*{what}|{what}.*{gave})"
        near = r"(?: [^\W\d]+){0,2}"
        return (
            re.compile(rf"{both}.*?(?<!\w)(?:(?:الي|علي|بين|لصالح|لنحو) |ل)$|{gave} (?=ب){what} $"),
            re.compile(rf"{gave}{near} $"),
            re.compile(rf"{gets}{near} $"),
            re.compile(rf"(?: \w+){{0,2}}? (?:علي )?{what}"),
            re.compile(rf" {gets} (?:علي )?(?:\w+ ){{0,2}}?{what}"),
        )
    what = rf"\b{gift}\b"
    return (
        re.compile(rf"(?:\b{give}\b.*{what}|{what}.*\b{give}\b).* (?:to|for|among|between) $"),
        re.compile(rf"\b{give} (?:to )?$"),
        re.compile(rf"\b{get} $"),
        re.compile(rf"(?: [\w-]+){{0,4}}? (?:with )?(?:[\w-]+ ){{0,2}}?{what}"),
        re.compile(rf" (?:[\w-]+ ){{0,2}}?{get} (?:[\w-]+ ){{0,3}}?{what}"),
    )
