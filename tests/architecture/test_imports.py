"""Who may import whom."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import compliance
from compliance.caching import VARIABLE
from compliance.cli.commands import COMMANDS
from tests.factories import write_manifest

PACKAGE = Path(compliance.__file__).parent
ROOT = PACKAGE.parent
HEAVY = frozenset({"great_expectations", "pyspark", "pandas"})
BANNED = ("print", "input", "exit", "sys.exit", "datetime.now", "datetime.utcnow", "date.today", "time.time")
MODULES = sorted(PACKAGE.rglob("*.py"))
NEEDED_TO_MAKE = frozenset(
    {
        *("duckdb", "pyarrow", "numpy", "pandas", "sqlglot", "license_expression", "jinja2", "rich.progress"),
        *(f"compliance.{stage}" for stage in ("profile", "judge", "evidence", "contract")),
        *("compliance.pipeline", "compliance.laws", "compliance.database", "compliance.cli.making"),
        *("compliance.inputs.rules", "compliance.inputs.reference", "compliance.inputs.law_cache"),
        *("compliance.model.reference", "compliance.model.license", "compliance.model.judgement"),
    }
)
EVERY_COMMAND = "from compliance.cli.commands import COMMANDS, loaded; [*map(loaded, COMMANDS)]"


def imported(path: Path) -> Iterator[str]:
    """Yield the top-level packages that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def loaded_by(program: str, folder: Path = ROOT, environment: dict[str, str] | None = None) -> set[str]:
    """Return the modules that are loaded after a program has run."""
    done = subprocess.run(
        [sys.executable, "-c", f"{program}; import sys; print(*sorted(sys.modules))"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def loaded_by_check(folder: Path, day: str) -> set[str]:
    """Return the modules that a check of a manifest with a cache loads."""
    arguments = ["check", "records.parquet", "--as-of", day, "--output", "text=report.txt"]
    program = f"from compliance.cli.main import exit_status; exit_status({arguments})"
    return loaded_by(program, folder, {"PYTHONPATH": str(ROOT), VARIABLE: "cache"})


def banned_calls(path: Path) -> Iterator[str]:
    """Yield what a module calls that only the command line may."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in BANNED or name.endswith(tuple(f".{banned}" for banned in BANNED if "." in banned)):
                yield name


def test_contracts() -> None:
    """Stages import as the contracts in pyproject.toml allow."""
    pytest.importorskip("importlinter", reason="import-linter is not installed")
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_nothing_heavy() -> None:
    """No module imports a data framework, but for the engine that is one and the host that is one."""
    found = {path.name: HEAVY & set(imported(path)) for path in MODULES if HEAVY & set(imported(path))}

    spark = {f"spark_{name}.py": {"pyspark"} for name in ("engine", "session", "stores")}
    assert found == spark | {"host.py": {"great_expectations"}}


def test_nothing_heavy_is_loaded() -> None:
    """Loading every command loads no data framework through somebody else either."""
    loaded = loaded_by(EVERY_COMMAND)

    assert "compliance.pipeline" in loaded
    assert HEAVY & loaded == set()


def test_a_check_loads_nothing_heavy(tmp_path: Path) -> None:
    """A whole check, by the import times that Python itself writes down, loads no data framework of ours."""
    write_manifest(tmp_path / "records.parquet", [{"id": "1", "platform": "x"}])
    command = ["-m", "compliance", "check", "records.parquet", "--as-of", "2026-08-22", "--quiet"]
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), VARIABLE: "off"},
        capture_output=True,
        text=True,
        check=False,
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}

    assert "compliance.pipeline" in loaded
    # Where pandas is installed, pyarrow loads it to tell its arrays from ours.
    assert (HEAVY - {"pandas"}) & loaded == set()


def test_what_a_command_does_not_need_is_not_loaded() -> None:
    """Loading every command loads no parser of conditions, no page, no linter and no progress bar."""
    unneeded = {
        *("sqlglot", "jinja2", "license_expression", "rich.progress"),
        *("compliance.linting", "compliance.casebook", "compliance.rule_pages"),
        *("compliance.inputs.proposals", "compliance.cli.doctor.rounds", "tomllib"),
        *("compliance.reporting.formats.html", "compliance.reporting.formats.json_v1"),
    }

    assert unneeded & loaded_by(EVERY_COMMAND) == set()


def test_a_command_loads_no_other() -> None:
    """Starting the program loads no command, and asking for one loads that one."""
    modules = {name: f"compliance.cli.{entry.module}" for name, entry in COMMANDS.items()}
    asked = "from compliance.cli.commands import loaded; loaded('verify')"

    assert loaded_by("import compliance.cli.main") & {*modules.values()} == set()
    assert loaded_by(asked) & {*modules.values()} == {modules["verify"]}


def test_a_check_with_known_rules_parses_none(tmp_path: Path) -> None:
    """Once the rules are in the cache, a check on another day neither loads the parser nor reads them."""
    write_manifest(tmp_path / "records.parquet", [{"id": "1", "platform": "x"}])

    assert "sqlglot" in loaded_by_check(tmp_path, "2026-08-22")
    assert "sqlglot" not in loaded_by_check(tmp_path, "2026-08-23")


def test_an_unchanged_check_loads_nothing_that_makes_reports(tmp_path: Path) -> None:
    """The last report is recalled without engine, laws and judge, nor Arrow to read footers again."""
    write_manifest(tmp_path / "records.parquet", [{"id": "1", "platform": "x"}])
    loaded_by_check(tmp_path, "2026-08-22")
    loaded = loaded_by_check(tmp_path, "2026-08-22")
    own = {name for name in loaded if name.partition(".")[0] == "compliance"}

    assert {"compliance.last_report", "compliance.reporting.formats.text"} <= own
    assert NEEDED_TO_MAKE & loaded == set()
    # Each takes half a millisecond: whoever needs more asks whether an unchanged check does.
    assert len(own) <= 125


def test_only_the_command_line_has_a_clock_and_prints() -> None:
    """Outside cli/ nothing asks for the date, prints, or exits."""
    outside = [path for path in MODULES if not path.is_relative_to(PACKAGE / "cli")]
    found = {path.relative_to(PACKAGE).as_posix(): sorted(banned_calls(path)) for path in outside}

    assert {path: calls for path, calls in found.items() if calls} == {}


def test_nothing_is_random() -> None:
    """No module imports random numbers: equal inputs give equal reports."""
    assert [path.name for path in MODULES if "random" in set(imported(path))] == []
