"""Finding claims, timed beside other readers on the same texts in the same run: `make bench`.

The peers read numbers and dates and nothing more; onrecord does all of its work: words, figures, dates, places,
actors, claims. "dense" is the annotated statements of our own (tests/eval/own), where every sentence holds figures;
"ordinary" is news with few (bench/texts). Printed: characters a second on one core, and how many times the fastest
peer's; then how the time grows with length, what hostile text costs against ordinary text, start-up and memory.

    python bench/claims.py                       onrecord alone
    python bench/claims.py --peers PYTHON        also the peers, with the interpreter that has them
"""

from __future__ import annotations

import datetime as dt
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from onrecord.claim import find_claims
from onrecord.gazetteer import catalogue
from onrecord.normal import fold
from onrecord.statement import statement_from_text
from tests.eval.own import own_rows

HERE = Path(__file__).resolve().parent
LANGUAGES = ("en", "ar")
DAY = dt.date(2018, 6, 1)
PEERS = ("duckling", "dateparser", "recognizers-text")
LEAST = 200_000
"""Characters that a timing reads at least."""

GOALS = {"dense": 300_000, "ordinary": 1_000_000}
"""Characters a second that finding claims shall reach."""

Paragraphs = Mapping[str, list[str]]


def texts() -> dict[str, dict[str, list[str]]]:
    """Paragraphs of each sort, by language."""
    dense: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for row in own_rows():
        dense[row["lang"]].append(row["text"])
    ordinary = {
        language: (HERE / "texts" / f"ordinary.{language}.txt").read_text(encoding="utf-8").splitlines()
        for language in LANGUAGES
    }
    return {"dense": {key: held for key, held in dense.items() if held}, "ordinary": ordinary}


def enlarged(paragraphs: Sequence[str], least: int = LEAST) -> list[str]:
    """The paragraphs over and over until there are enough of them."""
    times = -(-least // sum(map(len, paragraphs)))
    return list(paragraphs) * times


def speed(paragraphs: Sequence[str]) -> float:
    """Characters a second of finding claims, the median of three runs over statements of ten paragraphs each."""
    whole = enlarged(paragraphs)
    statements = [
        statement_from_text("\n".join(whole[at : at + 10]), published_on=DAY) for at in range(0, len(whole), 10)
    ]
    characters = sum(len(statement.text) for statement in statements)
    seconds = []
    for _ in range(3):
        begun = time.perf_counter()
        for statement in statements:
            find_claims(statement, catalogue())
        seconds.append(time.perf_counter() - begun)
    return characters / statistics.median(seconds)


def peers_speed(python: str, paragraphs: Paragraphs) -> Iterator[tuple[str, str, float]]:
    """Each peer's characters a second, by language."""
    content = json.dumps({language: enlarged(held, 60_000) for language, held in paragraphs.items()})
    for peer in PEERS:  # a process for each: one that dies of a text takes no other with it
        command = [python, str(HERE / "peers.py"), peer]
        done = subprocess.run(command, input=content, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{peer} died: {done.stderr.strip().splitlines()[0] if done.stderr.strip() else done.returncode}")
        for line in done.stdout.splitlines():
            found = json.loads(line)
            yield found["peer"], found["language"], found["characters"] / (found["seconds"] or 1)


def report_speed(python: str | None) -> None:
    """The table of speeds, with the peers where their interpreter is given."""
    for sort, paragraphs in texts().items():
        peers = list(peers_speed(python, paragraphs)) if python else []
        for language, held in paragraphs.items():
            mine = speed(held)
            goal = GOALS[sort]
            print(f"{sort:9} {language}  onrecord {mine:>11,.0f} characters a second (goal {goal:,})")
            for peer, spoken, theirs in peers:
                if spoken == language:
                    print(f"{'':9} {'':2}  {peer:17} {theirs:>11,.0f}   onrecord is {mine / theirs:,.1f} times as fast")


def seconds_of(text: str) -> float:
    """Seconds of finding the claims of one text, the least of two runs."""
    statement = statement_from_text(text, published_on=DAY)
    taken = []
    for _ in range(2):
        begun = time.perf_counter()
        find_claims(statement, catalogue())
        taken.append(time.perf_counter() - begun)
    return min(taken)


def report_growth() -> None:
    """Seconds for one text of 10,000 to 1,000,000 characters: the last column stays the same where time is linear."""
    paragraphs = texts()["ordinary"]["en"]
    for size in (10_000, 100_000, 1_000_000):
        text = "\n".join(enlarged(paragraphs, size))[:size]
        seconds = seconds_of(text)
        print(f"one text of {size:>9,} characters: {seconds:8.3f} s, {1e6 * seconds / size:6.2f} microseconds each")


HOSTILE = {
    "digits": "1" * 1000 + " ",
    "digits and commas": "1,234," * 100 + " ",
    "number words": "one hundred and two thousand and ",
    "Arabic number words": "ألف ومئة وثلاثة و",
    "clitics": "وبال" * 200 + " ",
    "ranges": "1-2-3-",
    "commas": ", ",
    "brackets": "(((((",
    "dates": "1/2/3/",
    "months": "May March ",
    "since": "since the since the ",
    "marks": "ا" + "\u064b" * 500 + " ",
    "direction signs": "\u202e\u2066\u2069",
    "quotes": '"«»',
    "said": "said that he said that ",
    "and": "و و ",
    "strikes": "strikes ",
}


def report_hostile() -> None:
    """A megabyte of each hostile text, against what folding alone takes: above 10 times the usual ratio is a fault."""
    usual_text = "\n".join(enlarged(texts()["ordinary"]["en"], 1_000_000))[:1_000_000]
    usual = seconds_of(usual_text) / _folding(usual_text)
    print(f"finding claims takes {usual:.1f} times as long as folding, on ordinary text")
    for name, piece in HOSTILE.items():
        text = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
        ratio = seconds_of(text) / _folding(text)
        print(f"{name:22} {ratio / usual:6.1f} times the usual ratio{'  <-- a fault' if ratio > 10 * usual else ''}")


def _folding(text: str) -> float:
    begun = time.perf_counter()
    fold(text)
    return time.perf_counter() - begun


def report_start() -> None:
    """Seconds and memory of one command on a short file, the median of five, with its modules compiled to bytecode.

    Installing the package compiles them; a checkout in which Python may write no bytecode would compile them each time.
    """
    path = HERE.parent / "onrecord" / "data" / "statements" / "2018-06-01.en.md"
    command = [sys.executable, "-m", "onrecord", "claims", str(path)]
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        installed = {**kept, "PYTHONPYCACHEPREFIX": folder}
        subprocess.run(command, capture_output=True, check=True, env=installed)
        for _ in range(5):
            begun = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True, env=installed)
            taken.append(time.perf_counter() - begun)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"onrecord claims on a short file: {statistics.median(taken):.2f} s, {memory:.0f} MB (goals 0.4 s, 300 MB)")


def main(arguments: Sequence[str]) -> None:
    """Print every table."""
    report_start()
    report_speed(arguments[arguments.index("--peers") + 1] if "--peers" in arguments else None)
    report_growth()
    report_hostile()


if __name__ == "__main__":
    main(sys.argv[1:])
