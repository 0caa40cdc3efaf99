"""The journal: only ever added to, and nothing taken out unseen."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.errors import ProjectBusyError, UsageError, VerificationError
from onrecord.journal import BLANKED, FIRST, LOADED, Author, Journal

ROOT = Path(__file__).resolve().parent.parent
AUTHOR = Author("Rana", dt.datetime(2018, 6, 1, 12, 0, 30, 999, tzinfo=dt.timezone(dt.timedelta(hours=3))))


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal of three entries."""
    made = Journal(tmp_path / "journal.sqlite")
    made.append("decided", [{"what": "a"}, {"what": "ب"}], AUTHOR)
    made.append(LOADED, [{"sha256": "0", "name": "n"}], AUTHOR)
    return made


def spoil(journal: Journal, *statements: str) -> None:
    """What somebody could do to the file who takes the guards away first."""
    connection = sqlite3.connect(journal.path, isolation_level=None)
    for statement in ("DROP TRIGGER no_delete", "DROP TRIGGER only_blank", *statements):
        connection.execute(statement)
    connection.close()


def test_entries_are_signed_and_chained(journal: Journal) -> None:
    first, second, third = journal.entries()
    assert (first.number, first.time, first.user, first.content) == (
        1,
        "2018-06-01T09:00:30+00:00",
        "Rana",
        {"what": "a"},
    )
    assert [entry.previous for entry in (first, second, third)] == [FIRST, first.hash, second.hash]
    assert journal.verify() == 3


def test_the_same_decisions_at_the_same_time_give_the_same_hashes(tmp_path: Path, journal: Journal) -> None:
    other = Journal(tmp_path / "other.sqlite")
    other.append("decided", [{"what": "a"}, {"what": "ب"}], AUTHOR)
    other.append(LOADED, [{"sha256": "0", "name": "n"}], AUTHOR)
    assert other.entries() == journal.entries()


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        pytest.param(
            'UPDATE entries SET content = \'{"what":"x"}\' WHERE number = 1', "content was changed", id="content"
        ),
        pytest.param("UPDATE entries SET user = 'Sami' WHERE number = 2", "entry 2: it was changed", id="the user"),
        pytest.param("UPDATE entries SET time = '2017' WHERE number = 2", "entry 2: it was changed", id="the time"),
        pytest.param("UPDATE entries SET kind = 'decided' WHERE number = 3", "entry 3: it was changed", id="the kind"),
        pytest.param("UPDATE entries SET content = NULL WHERE number = 1", "its content is gone", id="blanked unsaid"),
        pytest.param("DELETE FROM entries WHERE number = 2", "entry 2 is missing", id="an entry taken out"),
        pytest.param("DELETE FROM entries WHERE number = 1", "entry 1 is missing", id="the first taken out"),
        pytest.param("UPDATE entries SET hash = 'x' WHERE number = 1", "entry 1: it was changed", id="a hash"),
        pytest.param(
            "UPDATE entries SET content = 'x' WHERE number = 1", "cannot be read", id="content that is no JSON"
        ),
    ],
)
def test_tampering_is_seen(journal: Journal, statement: str, expected: str) -> None:
    spoil(journal, statement)
    with pytest.raises(VerificationError, match=expected):
        journal.verify()


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("DELETE FROM entries", id="delete"),
        pytest.param("UPDATE entries SET user = 'Sami'", id="change"),
        pytest.param("UPDATE entries SET user = 'Sami', content = NULL", id="change while blanking"),
    ],
)
def test_the_file_itself_refuses(journal: Journal, statement: str) -> None:
    connection = sqlite3.connect(journal.path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()
    assert journal.verify() == 3


def test_content_can_be_blanked_with_a_reason(journal: Journal) -> None:
    journal.blank(1, "a name that may not be kept", AUTHOR)
    assert journal.verify() == 4
    entries = journal.entries()
    assert (entries[0].content, entries[-1].kind) == (None, BLANKED)
    assert entries[-1].content == {"number": 1, "reason": "a name that may not be kept"}


@pytest.mark.parametrize("number", [pytest.param(3, id="a load"), pytest.param(9, id="no such entry")])
def test_what_cannot_be_blanked(journal: Journal, number: int) -> None:
    with pytest.raises(UsageError, match=f"entry {number} of the journal cannot be blanked"):
        journal.blank(number, "why", AUTHOR)
    assert journal.verify() == 3


def test_an_entry_that_cannot_be_written_leaves_nothing(journal: Journal) -> None:
    with pytest.raises(TypeError):
        journal.append("decided", [{"what": "c"}, {"what": object()}], AUTHOR)
    assert journal.verify() == 3


def test_a_busy_journal_says_so(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.journal.PATIENCE_SECONDS", 0.05)
    other = sqlite3.connect(journal.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert len(journal.entries()) == 3, "reading does not wait for a writer"
    with pytest.raises(ProjectBusyError, match="another process is writing"):
        journal.append("decided", [{"what": "c"}], AUTHOR)
    other.close()


@pytest.mark.parametrize(
    "content", [pytest.param(None, id="no file"), pytest.param(b"text, no journal", id="another file")]
)
def test_what_is_no_journal(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "journal.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(VerificationError, match="cannot be read as a journal"):
        Journal(path).entries()
    assert path.exists() is (content is not None)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(UsageError, match="names no time zone"):
        Author("Rana", dt.datetime(2018, 6, 1)).signature()  # noqa: DTZ001 - that is the point


def test_clock_and_user_of_the_machine_where_not_given() -> None:
    time, user = Author().signature()
    assert dt.datetime.fromisoformat(time).tzinfo is not None
    assert user


def test_two_writers_keep_one_chain(journal: Journal) -> None:
    code = (
        "import sys; from pathlib import Path; from onrecord.journal import *\n"
        "for n in range(20): Journal(Path(sys.argv[1])).append('decided', [{'what': n}, {'what': -n}], Author())"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code, str(journal.path)], cwd=ROOT) for _ in range(2)]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    assert journal.verify() == 3 + 2 * 20 * 2
    contents = [entry.content["what"] for entry in journal.entries()[3:] if entry.content is not None]
    assert all(one == -other for one, other in zip(contents[::2], contents[1::2], strict=True)), "all of them or none"
