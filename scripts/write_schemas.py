"""Write the JSON schemas of the contract to onrecord/data/schemas, from the models of onrecord.schema."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from onrecord.export import schemas  # noqa: E402  # the package beside this script, installed or not

FOLDER = ROOT / "onrecord" / "data" / "schemas"


def main() -> None:
    """Write every schema, and take away those of kinds that are no more."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = schemas()
    for stale in sorted(set(FOLDER.glob("*.json")) - {FOLDER / name for name in wanted}):
        stale.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
