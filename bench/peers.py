"""Other readers of numbers and dates, timed on the texts that claims.py sends: run by it in an environment of its own.

Standard input holds ``{"en": [paragraph, ...], "ar": [...]}``; standard output gets a line for each peer and language:
``{"peer", "language", "characters", "seconds"}``. Each peer reads paragraph by paragraph, which suits it best.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

Reader = Callable[[str], Any]
MOST = {"recognizers-text": 12_000, "dateparser": 60_000}
"""Characters given to the slow ones; the others get all."""


def duckling_readers() -> Iterator[tuple[str, str, Reader]]:
    """Duckling, by its native wheel: numbers, ordinals, quantities, times and durations."""
    import duckling

    zones = duckling.load_time_zones("/usr/share/zoneinfo")
    moment = duckling.parse_ref_time(zones, "UTC", 1_527_811_200)
    wanted = duckling.parse_dimensions(["number", "ordinal", "quantity", "time", "duration"])
    for language in ("en", "ar"):
        place = duckling.default_locale_lang(duckling.parse_lang(language.upper()))
        context = duckling.Context(moment, place)
        yield "duckling", language, partial(_parsed, duckling.parse, context, wanted)


def _parsed(parse: Callable[..., Any], context: object, wanted: object, text: str) -> Any:
    return parse(text, context, wanted, False)


def dateparser_readers() -> Iterator[tuple[str, str, Reader]]:
    """dateparser's search for dates in text."""
    from dateparser.search import search_dates

    for language in ("en", "ar"):
        yield "dateparser", language, partial(search_dates, languages=[language])


def recognizers_readers() -> Iterator[tuple[str, str, Reader]]:
    """Recognizers-Text: numbers and times, English only."""
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number

    yield "recognizers-text", "en", lambda text: (recognize_number(text, "en-us"), recognize_datetime(text, "en-us"))


PEERS = {"duckling": duckling_readers, "dateparser": dateparser_readers, "recognizers-text": recognizers_readers}


def timed(read: Reader, paragraphs: list[str], most: int) -> tuple[int, float]:
    """Characters read and the seconds that it took."""
    read(paragraphs[0] if paragraphs else "")  # what is loaded on first use is not counted
    done, begun = 0, time.perf_counter()
    for paragraph in paragraphs:
        if done >= most:
            break
        read(paragraph)
        done += len(paragraph)
    return done, time.perf_counter() - begun


def main() -> None:
    """Time the peer that the argument names; one that is not installed says so."""
    texts = json.load(sys.stdin)
    try:
        for peer, language, read in PEERS[sys.argv[1]]():
            done, seconds = timed(read, texts.get(language, []), MOST.get(peer, sys.maxsize))
            line = {"peer": peer, "language": language, "characters": done, "seconds": seconds}
            print(json.dumps(line), flush=True)
    except ImportError as error:
        print(f"{sys.argv[1]}: {error}", file=sys.stderr)


if __name__ == "__main__":
    main()
