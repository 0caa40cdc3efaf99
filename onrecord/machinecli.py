"""The commands about this machine and the network: what is installed, and getting sources."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from onrecord.clioptions import FILE, FOLDER, as_json, project_here, project_option
from onrecord.errors import UsageError, VerificationError
from onrecord.output import put


@click.command(short_help="Say what is installed, missing, and slow.")
@project_option
@as_json
def doctor(project: Path | None, as_json: bool) -> None:
    """Say what is installed here, what is missing, and what would make it faster, on one screen.

    Ends with exit code 5 if something that onrecord needs is missing or broken. Tokens are never shown.
    """
    from onrecord.doctor import examine, report

    checks = examine(project or project_here())
    if as_json:
        from onrecord.projectexport import doctor_document

        put(doctor_document(checks))
    else:
        report(checks, lambda line: put(f"{line}\n"))
    if any(check.state == "wrong" for check in checks):
        raise VerificationError("something that onrecord needs is missing or broken, as said above")


@click.command(short_help="Get a source in a version from where it is published.")
@click.argument("source", required=False)
@click.option("--version", default="", help="Which version of the source; a wrong one names an example.")
@click.option(
    "--out",
    type=FILE,
    default=None,
    help="Write the file there too, and beside it where it came from (FILE.fetched.json).",
)
@click.option("--cache", type=FOLDER, default=None, help="Where what was fetched is kept. [default: ONRECORD_CACHE]")
@click.option("--sha256", default="", metavar="HEX", help="Take this content only.")
@click.option("--most-mb", type=click.IntRange(1), default=4000, help="Take at most so many megabytes. [default: 4000]")
@click.option("--again", is_flag=True, help="Ask the source even if it was fetched before.")
@as_json
def fetch(
    source: str | None,
    version: str,
    out: Path | None,
    cache: Path | None,
    sha256: str,
    most_mb: int,
    again: bool,
    as_json: bool,
) -> None:
    """Fetch SOURCE in a version, or an https:// address, and print where the file is; without SOURCE, list the sources.

    Certificates are checked. A fetch that was cut off goes on where it stopped. What was fetched is kept by its
    SHA-256, and a published version is asked for once only. Tokens and passwords come from the environment or a
    prompt; they are never stored or printed. This is the only command that uses the network.
    """
    from onrecord.fetch import Way, cache_folder, recipes, sidecar_text
    from onrecord.fetch import fetch as fetched
    from onrecord.progress import receiving
    from onrecord.transfer import Limits

    if source is None:
        put("".join(f"{key:16} --version {held.example:16} {held.doc}\n" for key, held in recipes().items()))
        return
    with receiving(source) as watch:
        way = Way(cache or cache_folder(), Limits(most_bytes=most_mb * 1_000_000), watch, _secret, again)
        done = fetched(source, version, way, sha256=sha256)
    if out is not None:
        from onrecord.keptfile import write_whole
        from onrecord.provenance import sidecar

        write_whole(out, done.path.read_bytes())
        write_whole(sidecar(out), sidecar_text(replace(done, path=out)).encode())
    if as_json:
        from onrecord.projectexport import fetched_document

        put(fetched_document(done))
        return
    before = ", fetched before" if done.already else ""
    click.echo(f"onrecord: {done.address}: {done.size} bytes, SHA-256 {done.sha256}{before}", err=True)
    put(f"{out or done.path}\n")


def _secret(variable: str, what: str) -> str:
    """A token or password from the environment, else asked for where somebody can answer; not shown while typed."""
    held = os.environ.get(variable)
    if held:
        return held
    if not sys.stdin.isatty():
        raise UsageError(f"no {what}: set {variable}, or call from a terminal to be asked for it")
    return str(click.prompt(f"{what} ({variable})", hide_input=what != "user name", err=True))


COMMANDS = (fetch, doctor)
"""In the order in which help lists them after the others."""
