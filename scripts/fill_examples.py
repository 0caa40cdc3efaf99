"""Write what the examples of README and docs print into them, before a person reads the difference.

    python scripts/fill_examples.py README.md docs/method.md

The tests run every example and compare (tests/test_docs.py). After a change that is meant to alter what is printed,
this saves the copying; whether the new output is right is for whoever reads the diff. An example that holds a line of
dots is left as it is.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.test_docs import Block, blocks, commands, is_run, make_desk, printed_by, run


def fill(page: Path, desk: Path) -> None:
    """One page, in place."""
    lines = page.read_text(encoding="utf-8").splitlines()
    found = list(blocks(page))
    names: dict[str, object] = {"__name__": "docs"}
    written: list[tuple[Block, str]] = []
    for block, following in zip(found, [*found, None][1:], strict=False):
        if block.language == "console":
            written.append((block, "\n".join(_command(c, printed, desk) for c, printed in commands(block))))
        elif block.language == "python" and ">>>" not in block.text:
            printed = printed_by(block, names)
            if following is not None and following.follows and following.language == "text":
                written.append((following, printed.rstrip()))
    for block, text in reversed(written):
        lines[block.line : block.line + len(block.text.splitlines())] = text.splitlines()
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _command(command: str, printed: str, desk: Path) -> str:
    if is_run(command):
        now = run(command, desk)
        printed = printed if "..." in printed.splitlines() else now
    return f"$ {command}\n{printed}".rstrip()


def main(pages: Sequence[str]) -> None:
    """Fill the pages given."""
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            fill(Path(page), make_desk(Path(folder) / Path(page).stem))


if __name__ == "__main__":
    main(sys.argv[1:])
