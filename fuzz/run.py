"""Made-up input, thrown at whatever reads what people wrote: `make fuzz` (FUZZ_SECONDS=60).

Each target takes one stream of random choices and must keep its promise, whatever comes: bad input ends in one of our
own errors with one line, good input in an answer that holds. Anything else ends the run with the target and the seed;
`python fuzz/run.py --only TARGET --seed SEED` gives the same again.

Targets take turns; the time is the only limit, so that a longer run goes on where a shorter one stopped.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import random
import shlex
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Literal

from onrecord.box import ProofError
from onrecord.errors import OnrecordError
from onrecord.proof import digest
from onrecord.prooffile import check_document

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "onrecord" / "data"
LETTERS = (
    "abcxyz ABC .,;:!?()[]{}<>|&%$#@\"'\\/-–—−…«»“”٪؛،؟ \n\t\r\x00\x0b\u00a0\u200b\u200e\u200f\u202b\u2066\u2069\ufeff"
    "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳ ابتثجحخدذرزسشصضطظعغفقكلمنهوي ىةأإآؤئءـ ًٌٍَُِّْٰ ﷲﻻ½²Ⅷ百𝟙😀\u0301ﬁ"
)


class BrokenPromiseError(Exception):
    """What came back is not what was promised."""


def promise(kept: bool, what: str) -> None:
    """Raise unless a promise was kept."""
    if not kept:
        raise BrokenPromiseError(what)


# ------------------------------------------------------------------------------------------------------ made-up input


def scrambled(text: str, dice: random.Random) -> str:
    """A text with some cuts, repeats, swaps and foreign characters."""
    for _ in range(dice.choice((0, 1, 1, 2, 5, 20))):
        at, other = sorted((dice.randrange(len(text) + 1), dice.randrange(len(text) + 1)))
        what = dice.randrange(6)
        if what == 0:
            text = text[:at] + text[min(other, at + 30) :]
        elif what == 1:
            text = text[:at] + "".join(dice.choices(LETTERS, k=dice.randrange(1, 9))) + text[at:]
        elif what == 2:
            text = text[:at] + text[at : at + 40] * dice.randrange(2, 4) + text[at:]
        elif what == 3:
            text = text[other:] + text[:at]
        elif what == 4:
            text = text[:at] + str(dice.choice((0, 1, 7, 132, 10**6, 10**31, -5, "1,5", "1.2.3"))) + text[at:]
        else:
            text = text[:at] + text[at : at + 1].upper() + text[at + 1 :]
    return text


@cache
def statements() -> tuple[str, ...]:
    """The shipped statements, and sentences of the README and docs as text that is nobody's claim."""
    shipped = [path.read_text(encoding="utf-8") for path in sorted((DATA / "statements").glob("*"))]
    return (*shipped, (ROOT / "README.md").read_text(encoding="utf-8"))


@cache
def words() -> tuple[str, ...]:
    """Every word of the lexicon and the gazetteer."""
    from onrecord.lexicon import packaged_entries

    text = repr(packaged_entries())
    return tuple(sorted({part.strip("'\"(),") for part in text.split() if part.strip("'\"(),")}))


def made_up_text(dice: random.Random) -> str:
    """A statement gone wrong, or words in no order."""
    if dice.random() < 0.5:
        return scrambled(dice.choice(statements()), dice)
    chosen = dice.choices(words(), k=dice.randrange(1, 60))
    return scrambled(" ".join(w if dice.random() < 0.8 else str(dice.randrange(10**4)) for w in chosen), dice)


# ------------------------------------------------------------------------------------------------------------- targets


def claims(dice: random.Random) -> None:
    """Finding claims in a statement gone wrong, or in words in no order."""
    claims_in(made_up_text(dice), dt.date(2018, 5, dice.randrange(1, 31)), dice.choice(("en", "ar", None)))


def claims_in(text: str, day: dt.date, language: Literal["en", "ar"] | None) -> None:
    """Finding claims: every span lies in the text and in its claim's words; the same text gives the same claims."""
    from onrecord.question import claims_of, statement_of

    statement = statement_of(text, published_on=day, speaker="coalition", language=language)
    found = claims_of(statement)
    for claim in found:
        for name, span in {"claim": claim.span, **claim.slots}.items():
            promise(0 <= span.start < span.end <= len(text), f"{name} of {claim.id} lies at {span}, text {len(text)}")
        promise(claim.quantity is None or claim.quantity.stated is not None, f"{claim.id} has an empty quantity")
    promise(len({claim.id for claim in found}) == len(found), "two claims share an id")
    promise(claims_of(statement) == found, "the same statement gave other claims")


def figures(dice: random.Random) -> None:
    """The reader of figures: all rows or one line that says what is wrong."""
    from onrecord.figure import read_figures

    path = dice.choice(sorted((DATA / "facts").glob("*.csv")))
    content = scrambled(path.read_text(encoding="utf-8"), dice).encode("utf-8", "replace")
    if dice.random() < 0.1:
        content = bytes(dice.randrange(256) if dice.random() < 0.01 else byte for byte in content)
    try:
        found = read_figures(content, path.name)
    except OnrecordError as error:
        promise(str(error).strip() != "" and "\n" not in str(error), f"not one line: {error!r}")
        raise
    promise(len({figure.id for figure in found}) == len(found), "two figures share an id")
    promise(read_figures(content, path.name) == found, "the same file gave other figures")


@cache
def exported() -> str:
    """An exported answer with its proofs."""
    from click.testing import CliRunner

    from onrecord.cli import main as command

    asked = 'ask strikes --by Coalition --against Daesh --place "Abu Kamal" --period 2018-05-01/2018-05-17 --json'
    return CliRunner().invoke(command, shlex.split(asked), catch_exceptions=False).stdout


@cache
def exported_bounds() -> frozenset[tuple[str, object]]:
    """What the exported answer proves."""
    return frozenset((proof.side, proof.value) for proof in check_document(json.loads(exported())))


def proofs(dice: random.Random) -> None:
    """The checker of proofs: a document with one thing changed, signed anew or not, is refused or proves no more."""
    document = json.loads(exported())
    change(document, dice)
    if dice.random() < 0.8:
        sign(document)
    try:
        found = check_document(document)
    except ProofError:
        return
    promise(all((p.side, p.value) in exported_bounds() for p in found), "a changed proof passed with another bound")


def sign(node: Any) -> None:
    """Make every digest inside a document right again, inmost first."""
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        sign(child)
    if isinstance(node, dict) and "digest" in node:
        node["digest"] = digest({key: value for key, value in node.items() if key != "digest"})


def change(node: Any, dice: random.Random) -> None:
    """Change one thing, somewhere inside a document."""
    inside: list[Any] = list(node) if isinstance(node, dict) else list(range(len(node)))
    if not inside:
        return
    key = dice.choice(inside)
    value = node[key]
    if isinstance(value, dict | list) and dice.random() < 0.9:
        change(value, dice)
    elif isinstance(node, dict) and dice.random() < 0.1:
        del node[key]
    else:
        node[key] = dice.choice(
            (None, 0, 1, -1, "", "1", "2/0", "2018-05-02", [], {}, [value], f"{value}1", 10**40, True)
        )


def files(dice: random.Random) -> None:
    """The reader of statements: bytes of any kind under any name."""
    from onrecord.statement import read_statement

    suffix = dice.choice((".txt", ".md", ".html", ".json", ".docx", ".pdf", ""))
    text = made_up_text(dice)
    content = text.encode(dice.choice(("utf-8", "utf-16", "cp1256", "utf-8-sig")), "replace")
    if dice.random() < 0.3:
        content = dice.randbytes(dice.randrange(200))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"statement{suffix}"
        path.write_bytes(content)
        read_statement(path, published_on=dt.date(2018, 5, 19))


def periods(dice: random.Random) -> None:
    """Periods: what can be read is written back as the same."""
    from onrecord.period import parse_edtf

    text = "".join(dice.choices("0123456789-/. ", weights=[6] * 10 + [5, 3, 1, 1], k=dice.randrange(1, 24)))
    if dice.random() < 0.7:
        days = sorted(dt.date.fromordinal(dice.randrange(1, 3_652_059)).isoformat() for _ in range(2))
        text = "/".join(day[: dice.choice((4, 7, 10))] for day in days[: dice.randrange(1, 3)])
    period = parse_edtf(text)
    again = parse_edtf(period.edtf)
    promise((again.start, again.end) == (period.start, period.end), f"{text!r} became {period.edtf!r}")


def outlines(dice: random.Random) -> None:
    """Polygons, whole or spoilt: what is read covers what it covers, alone or with another, whichever comes first."""
    from onrecord.outline import HALF, outline_of, read_outline
    from onrecord.overlay import overlaid

    def geometry() -> dict[str, Any]:
        x, y, wide = dice.uniform(-HALF, HALF), dice.uniform(-80, 80), 10 ** dice.uniform(-4, 1)
        near = dice.choice((0, 1, 6))

        def ring() -> list[list[float]]:
            told = [
                [x + dice.uniform(-wide, wide), y + dice.uniform(-wide, wide)] for _ in range(dice.randrange(3, 12))
            ]
            told = [[(a + HALF) % (2 * HALF) - HALF, round(b, near) if near else b] for a, b in told]
            return [*told, told[0]]

        many = [[ring() for _ in range(dice.randrange(1, 3))] for _ in range(dice.randrange(1, 4))]
        return {"type": "MultiPolygon", "coordinates": many}

    if dice.random() < 0.5:
        read_outline(scrambled(json.dumps(geometry()), dice), "here")
        return
    one, other = outline_of(geometry(), "here"), outline_of(geometry(), "here")
    alone = overlaid([[one]]).get(1, 0.0)
    found, turned = overlaid([[one], [other]]), overlaid([[other], [one]])
    off = 1e-9 * (alone + 1) + 1e-6
    promise(all(area >= -off for area in found.values()), f"ground below nothing: {found}")
    promise(abs(found.get(1, 0.0) + found.get(3, 0.0) - alone) < off, f"{found} is not {alone}")
    promise(abs(found.get(3, 0.0) - turned.get(3, 0.0)) < off, f"{found} turned round is {turned}")


TARGETS: dict[str, Callable[[random.Random], None]] = {
    "claims": claims,
    "figures": figures,
    "proofs": proofs,
    "files": files,
    "periods": periods,
    "outlines": outlines,
}


def attempt(name: str, seed: int) -> bool:
    """One try; True where it ended in an answer, False where in an error of ours. Anything else is raised."""
    try:
        TARGETS[name](random.Random(f"{name} {seed}"))
    except OnrecordError as error:
        if type(error) is OnrecordError:
            raise
        return False
    return True


def main() -> int:
    """Run the targets by turns until the time is up."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--only", choices=sorted(TARGETS))
    options.add_argument("--seed", type=int, help="this try alone")
    chosen = options.parse_args()
    names = [chosen.only] if chosen.only else list(TARGETS)
    counts = {name: [0, 0] for name in names}
    ends = time.monotonic() + chosen.seconds
    for seed in [chosen.seed] if chosen.seed is not None else itertools.count():
        for name in names:
            try:
                counts[name][0 if attempt(name, seed) else 1] += 1
            except Exception:  # noqa: BLE001 - whatever it is, it is what this looks for
                traceback.print_exc()
                print(f"\nbroken: python fuzz/run.py --only {name} --seed {seed}")
                return 1
        if time.monotonic() > ends:
            break
    for name, (answers, refusals) in counts.items():
        print(f"{name:8} {answers:7} answers {refusals:7} refused, none broken")
    return 0


if __name__ == "__main__":
    sys.exit(main())
