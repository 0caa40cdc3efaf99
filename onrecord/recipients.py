"""People who are counted as those whom aid reached: 'we brought food to 12,000 families', حصل ٩٠ ألف طفل على لقاح.

The verb of giving and the gift stand before them, or the verb before and the gift behind; or they are said to get it.
"""

from __future__ import annotations

from onrecord.counting import Counted, counted_noun
from onrecord.patterns import named
from onrecord.predicate import act_named
from onrecord.sentence import Sentence

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
    written_on = text.startswith("ل", start) or text.startswith("لل", start)
    before = text[first:start] + ("ل" if written_on else "")
    if _GIVEN_TO[language].search(before) is not None:
        return True
    if _BEFORE_THEM[language].search(before) is not None and _GIFT[language].match(text, *behind) is not None:
        return True
    return _GOT[language].match(text, *behind) is not None


_GIVEN_TO = {"en": named("recipients", "given-to"), "ar": named("recipients", "arabic-given-to")}
_BEFORE_THEM = {"en": named("recipients", "give"), "ar": named("recipients", "arabic-give-or-get")}
_GIFT = {"en": named("recipients", "with-gift"), "ar": named("recipients", "arabic-with-gift")}
_GOT = {"en": named("recipients", "got"), "ar": named("recipients", "arabic-got")}
