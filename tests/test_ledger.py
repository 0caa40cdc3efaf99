"""Snapshots: what is written is read again, exactly; the digest is over rows, not bytes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest

from onrecord.errors import VerificationError
from onrecord.figure import Figure, packaged_figures
from onrecord.ledger import Snapshot, _open, digest_figures, read_snapshot, write_snapshot
from tests.factories import figure, scope

FULL = figure(
    "full",
    Fraction(1, 3),
    10**30,
    scope=scope("deaths", ("gn:174448",), "2018-05-01/2018-05-24", of=("civilians",), without=("SY-HA",)),
    sense="at_least",
    published_on=None,
    low_open=True,
    high_open=True,
    via="a reprint",
    quote="«132»\nلا",
    note='a "note"',
    supersedes="older",
    file="0" * 64,
    row=7,
    kind="total",
)


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param((), id="none"),
        pytest.param((FULL,), id="every field in use"),
        pytest.param((figure("b"), figure("a", None, 4), figure("ب")), id="keys of two scripts"),
        pytest.param(packaged_figures(), id="the packaged facts"),
    ],
)
def test_what_is_written_is_read_again(tmp_path: Path, figures: tuple[Figure, ...]) -> None:
    path = tmp_path / "1.duckdb"
    in_order = tuple(sorted(figures, key=lambda figure: figure.id))
    snapshot = Snapshot(in_order, ("one", "two"), "tables", digest_figures(figures))
    write_snapshot(path, snapshot)
    assert read_snapshot(path) == snapshot


def test_the_digest_does_not_depend_on_order() -> None:
    figures = packaged_figures()
    assert digest_figures(figures) == digest_figures(figures[::-1])


CHANGES = {
    "id": "other",
    "source": "other",
    "voice": "daesh",
    "rule": "other",
    "scope": scope(period="2018-06"),
    "low": Fraction(1, 2),
    "high": None,
    "sense": "at_most",
    "published_on": dt.date(2018, 6, 2),
    "address": "https://example.org/other",
    "low_open": False,
    "high_open": False,
    "via": "other",
    "quote": "other",
    "note": "other",
    "supersedes": None,
    "file": "1" * 64,
    "row": 8,
    "kind": "event",
}


KEPT = [field.name for field in dataclasses.fields(Figure) if field.name != "reckoned"]
"""What is written of a figure: one that is reckoned for a question is never written."""


@pytest.mark.parametrize("field", KEPT)
def test_the_digest_depends_on_every_field(field: str) -> None:
    changed = dataclasses.replace(FULL, **{field: CHANGES[field]})
    assert digest_figures([changed]) != digest_figures([FULL])


def test_a_changed_row_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "1.duckdb"
    write_snapshot(path, Snapshot((figure(),), (), "tables", digest_figures([figure()])))
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE figures SET low = '4'")
    with pytest.raises(VerificationError, match="do not match the digest"):
        read_snapshot(path)


def test_what_is_no_snapshot(tmp_path: Path) -> None:
    path = tmp_path / "1.duckdb"
    path.write_bytes(b"text, no snapshot")
    with pytest.raises(VerificationError, match="cannot be read as a snapshot") as caught:
        read_snapshot(path)
    assert "\n" not in str(caught.value)


def test_the_trapdoors_are_closed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    rows = [(1,)]
    connection = _open(tmp_path / "1.duckdb", read_only=False)
    with pytest.raises(duckdb.CatalogException):
        connection.execute("SELECT * FROM rows")
    for query in (f"SELECT * FROM '{secret}'", f"COPY (SELECT 1) TO '{secret}'", f"ATTACH '{tmp_path}/2.duckdb'"):
        with pytest.raises(duckdb.Error):
            connection.execute(query)
    with pytest.raises(duckdb.Error, match="locked"):
        connection.execute("SET enable_external_access = true")
    assert connection.execute("SELECT current_setting('TimeZone')").fetchall() == [("UTC",)]
    connection.close()
    assert rows == [(1,)]
