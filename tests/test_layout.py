"""The layout is the method: imports point one way, thinking does no I/O, functions and modules stay small."""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "onrecord"

# Earliest first. A module imports from earlier rows or from its own, never from a later one.
ORDER = tuple(
    row.strip()
    for row in """
    errors valueclass data patterns inflection conjugation extraction document
    printable tablesql
    normal setwords adjoining digits nought ordinal numeral portion quantity
    roundness conversion
    scope period nearby place actor measure almanac glued datewords datebasis
    relativedates counteddays calendars monthdays daterules composeddates dating
    spelling
    naming headword surround lexicon gazetteer
    tabulated statement bearer sentence nounphrase predicate arabicnoun arabicact arabicturn counting arabicmeasure
    arabictoll arabicshape englishshape changing shape listing singleact descriptive labelled uncounted
    recipients arabicalone arabicbare deed takingup barefigure englishmeasure englishcounting arabiccounting parthood
    partyname dateline hearsay manner saying slot mouthpiece spot placelist role stranger tacitplace
    doing belonging stances certain
    timing stepdays eventedges eventdays englishdays arabicdays anaphora heading weighing measurechoice dayfigure
    daychoice daystep course placechoice partytraits partychoice
    setting doubt assertion
    ranking measuring conflict claim
    annotation trace
    difference
    outline overlay locating
    source figure event row reader whereabouts
    box byday cell boxed balance clocks transport sharing growth inequality linear distinct repeated spare gap
    eventsteps derivation frame contradiction bounds proof prooffile
    lattice eventsum filling pinning
    outcome asking reading comparing posing finding among gridsum slip slack
    arabic phrase claimwords doubtwords cardwords explanation proofwords slipwords wording
    pcode boundary acceptance
    keptfile
    names namecache outlinecache done holding journal ledger transfer received datapackage tableload tablebuild
    untouched sniffing
    loadedtable territory eventtable
    decision statementstore tablestore tableexplain arriving project
    tally
    releases unresolved
    originals
    provenance fetch
    doctor
    drawing proofdrawing marking axis pagewords exact contract
    revision
    projectschema proofschema claimschema
    schema
    claimexport export projectexport sourcepage proofpage findingpage statementpage publication
    terminal claimreport proofreport statementreport tracereport differencereport recordreport cardreport
    question
    batch output progress __init__
    claiming
    clioptions
    decidecli
    recordcli machinecli
    cli web __main__
    """.strip().splitlines()
)
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names.split()}
READ_FILES = ("data", "extraction", "document", "statement")
# The rows up to wording think: they take values and give values; what they need is handed to them or packaged.
THINKING = sorted(name for name, rank in RANK.items() if rank <= RANK["wording"] and name not in READ_FILES)
FORBIDDEN_MODULES = {
    *("os", "pathlib", "io", "shutil", "tempfile", "glob", "fileinput", "subprocess", "sqlite3", "duckdb"),
    *("socket", "urllib", "http", "requests", "random", "secrets", "uuid", "time", "logging"),
}
FORBIDDEN_CALLS = {"open", "input", "print"}
CLOCK_CALLS = {"now", "today", "utcnow"}

LONGEST_FUNCTION, LONG_FUNCTION, MEDIAN_FUNCTION = 60, 30, 12
LONGEST_MODULE, MOST_PARAMETERS = 600, 6


def modules(folder: Path = PACKAGE) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def name_of(path: Path) -> str:
    """The row entry a file belongs to: its module, or the folder that the module became."""
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(module: ast.Module) -> Iterator[str]:
    """Every module named in an import, wherever it stands: `from a import b` gives a and a.b."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"line {node.lineno}: relative import"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(path: Path) -> set[str]:
    """The names of our own modules that a file imports."""
    names = [name.split(".") for name in imported(tree(path))]
    ours = {parts[1] for parts in names if parts[0] == "onrecord" and len(parts) > 1 and parts[1] in RANK}
    bare = any(
        isinstance(node, ast.Import) and any(a.name == "onrecord" for a in node.names) for node in ast.walk(tree(path))
    )
    return ours | ({"__init__"} if bare else set())


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[tuple[str, Function]]:
    """Every function and method with its qualified name."""

    def walk(node: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, Function):
                yield f"{prefix}{child.name}", child
                yield from walk(child, f"{prefix}{child.name}.<locals>.")
            elif isinstance(child, ast.ClassDef):
                yield from walk(child, f"{prefix}{child.name}.")
            else:
                yield from walk(child, prefix)

    yield from walk(tree(path), "")


def length(node: Function) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def public(name: str) -> bool:
    return "<locals>" not in name and not any(part.startswith("_") for part in name.split("."))


each_module = pytest.mark.parametrize("path", [pytest.param(p, id=str(p.relative_to(PACKAGE))) for p in modules()])


@each_module
def test_every_module_has_a_place_in_the_order(path: Path) -> None:
    assert name_of(path) in RANK, f"{name_of(path)} is in no row of ORDER"


@each_module
def test_imports_point_one_way(path: Path) -> None:
    here = name_of(path)
    later = sorted(name for name in own_imports(path) if RANK[name] > RANK.get(here, -1))
    assert not later, f"{here} imports from later rows: {', '.join(later)}"


def test_the_checker_of_proofs_stands_alone() -> None:
    own = {"onrecord.box", "onrecord.proof"}
    for name in ("box", "proof", "prooffile"):
        found = {
            module for module in imported(tree(PACKAGE / f"{name}.py")) if ".".join(module.split(".")[:2]) not in own
        }
        foreign = {module.split(".")[0] for module in found} - set(sys.stdlib_module_names)
        assert not foreign, "a stranger must be able to read the checker with nothing but Python"


@pytest.mark.parametrize("name", THINKING)
def test_thinking_modules_do_no_io(name: str) -> None:
    files = [path for path in modules() if name_of(path) == name]
    for path in files:
        heads = {module.split(".")[0] for module in imported(tree(path))}
        assert not heads & FORBIDDEN_MODULES, f"{path.name} imports {heads & FORBIDDEN_MODULES}"
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                called = node.func
                assert not (isinstance(called, ast.Name) and called.id in FORBIDDEN_CALLS), f"line {node.lineno}: I/O"
                assert not (isinstance(called, ast.Attribute) and called.attr in CLOCK_CALLS), (
                    f"line {node.lineno}: clock"
                )


@each_module
def test_module_fits_its_budget(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@each_module
def test_functions_fit_their_budget(path: Path) -> None:
    long = {name: length(node) for name, node in functions(path) if length(node) > LONGEST_FUNCTION}
    assert not long, f"over {LONGEST_FUNCTION} lines: {long}"


def test_functions_are_short_on_the_whole() -> None:
    lengths = sorted(length(node) for path in modules() for _, node in functions(path))
    assert statistics.median(lengths) <= MEDIAN_FUNCTION
    assert sum(n < LONG_FUNCTION for n in lengths) >= 0.9 * len(lengths), lengths[-len(lengths) // 10 :]


@each_module
def test_parameters_fit_their_budget(path: Path) -> None:
    """Not counted: commands in cli.py and the modules of commands, to which click hands every option by name,
    and the public verbs beside them, whose options are the same and given by keyword only."""
    if name_of(path) in ("cli", "recordcli", "machinecli", "decidecli"):
        return
    many = {}
    for name, node in functions(path):
        named = [] if name_of(path) == "__init__" else node.args.kwonlyargs
        given = node.args.posonlyargs + node.args.args + named
        count = sum(1 for argument in given if argument.arg not in ("self", "cls"))
        if count > MOST_PARAMETERS:
            many[name] = count
    assert not many, f"over {MOST_PARAMETERS} parameters: {many}"


@each_module
def test_public_functions_have_types_and_docstrings(path: Path) -> None:
    """A property or method of one line says by its name what it is; everything else says so in words."""
    bare, untyped = [], []
    for name, node in functions(path):
        if not public(name):
            continue
        if ast.get_docstring(node) is None and not ("." in name and len(node.body) == 1):
            bare.append(name)
        given = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
        if node.returns is None or any(a.annotation is None for a in given if a.arg not in ("self", "cls")):
            untyped.append(name)
    assert not bare, f"no docstring: {bare}"
    assert not untyped, f"no types: {untyped}"


FIND = """
import sys
from onrecord.claim import find_claims
from onrecord.gazetteer import catalogue
from onrecord.statement import read_statement
import datetime as dt
{call}
heavy = sorted({{"duckdb", "numpy", "highspy", "scipy", "jinja2", "rich"}} & set(sys.modules))
sys.exit(f"finding claims loads {{', '.join(heavy)}}" if heavy else 0)
"""


def test_finding_claims_loads_nothing_heavy() -> None:
    statement = min((PACKAGE / "data" / "statements").glob("*"))
    call = f"assert find_claims(read_statement({str(statement)!r}), catalogue())"
    done = subprocess.run(
        [sys.executable, "-c", FIND.format(call=call)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


SHIPPED = "onrecord/data/statements/2018-06-01.en.md"
LOADED = """
import sys
from onrecord.cli import main
try:
    main()
finally:
    print(*sorted({{{asked}}} & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        pytest.param("--help", ("onrecord.claim", "onrecord.row", "pydantic", "rich"), id="help"),
        pytest.param(
            f"claims {SHIPPED}",
            ("onrecord.row", "onrecord.proof", "pydantic", "duckdb", "highspy", "numpy", "jinja2"),
            id="claims",
        ),
        pytest.param("figures", ("onrecord.claim", "pydantic", "duckdb", "highspy"), id="figures"),
        pytest.param("sources", ("onrecord.claim", "pydantic", "duckdb", "highspy"), id="sources"),
        pytest.param("ask strikes --period 2018-05", ("onrecord.claim", "pydantic", "duckdb"), id="a question"),
    ],
)
def test_a_command_loads_what_it_needs(arguments: str, unneeded: tuple[str, ...]) -> None:
    """Reading a module costs more than most commands do."""
    code = LOADED.format(asked=", ".join(map(repr, unneeded)))
    command = [sys.executable, "-c", code, *arguments.split()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == ""


def test_importing_the_package_is_light() -> None:
    code = "import sys, onrecord; sys.exit(', '.join({'duckdb', 'numpy', 'highspy', 'jinja2'} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"importing onrecord loads {done.stderr}"
