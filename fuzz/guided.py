"""Finding claims under made-up text that is led by coverage: whatever reaches new code is kept and changed further.

`make fuzz` runs it after run.py, in an environment of its own (atheris, which is libFuzzer for Python); an hour is
FUZZ_SECONDS=3600. The promises are those of run.py: bad input ends in one of our own errors with one line, good input
in claims whose spans lie in the text, twice the same. The texts that reached new code are kept in build/fuzz, so that
a longer run goes on where a shorter one stopped; one that breaks a promise is written there and ends the run.

    python fuzz/guided.py --seconds 60
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import sys
from pathlib import Path
from typing import Literal

import atheris

with atheris.instrument_imports(include=["onrecord"]):
    from onrecord import claim, question  # noqa: F401 - imported here so that its branches are counted

from fuzz.run import claims_in, statements
from onrecord.errors import OnrecordError

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "fuzz" / "claims"
LONGEST = 600
"""Bytes of one text: what goes wrong goes wrong in a sentence or two."""

DAY = dt.date(2018, 5, 31)
LANGUAGES: tuple[Literal["en", "ar"] | None, ...] = ("en", "ar", None)


def attempt(content: bytes) -> None:
    """One text: its first byte chooses the language, the rest is UTF-8 where it is, else Latin-1."""
    if not content:
        return
    try:
        text = content[1:].decode("utf-8")
    except UnicodeDecodeError:
        text = content[1:].decode("latin-1")
    try:
        claims_in(text, DAY, LANGUAGES[content[0] % 3])
    except OnrecordError as error:
        if type(error) is OnrecordError or "\n" in str(error):
            raise


def seeds() -> None:
    """Sentences of the shipped and of our own annotated statements, a file each, where there are none yet."""
    from tests.eval.own import own_rows

    KEPT.mkdir(parents=True, exist_ok=True)
    texts = [*statements(), *(row["text"] for row in own_rows())]
    sentences = (sentence for text in texts for sentence in text.split(". "))
    for number, sentence in zip(itertools.count(), sentences, strict=False):
        content = bytes([number % 3]) + sentence.encode()
        (KEPT / f"seed-{number:04}").write_bytes(content[:LONGEST])


def main() -> None:
    """Run until the time is up or a promise is broken."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--seconds", type=int, default=60)
    chosen = options.parse_args()
    seeds()
    found = KEPT.parent / "broken-"
    settings = [f"-max_total_time={chosen.seconds}", f"-max_len={LONGEST}", "-timeout=10", f"-artifact_prefix={found}"]
    atheris.Setup([sys.argv[0], str(KEPT), *settings, "-print_final_stats=1", "-verbosity=0"], attempt)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
