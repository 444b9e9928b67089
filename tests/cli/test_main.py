"""Exit codes, and where errors go."""

from importlib import metadata
from pathlib import Path

import pytest

import compliance as program
from compliance.cli import making
from tests.cli.conftest import Compliance, write_purposes, write_rule
from tests.factories import write_text

CHECK = ("check", "data", "--rules", "pack", "--as-of", "2026-08-22")


@pytest.fixture(autouse=True)
def _pack(tmp_path: Path) -> None:
    write_rule(tmp_path / "pack")


def test_compliant(compliance: Compliance) -> None:
    """Records that comply give 0."""
    write_purposes(Path("data"), "research")

    assert compliance(*CHECK).code == 0


def test_violation(compliance: Compliance) -> None:
    """Records that violate a rule give 1, and the report on standard output."""
    write_purposes(Path("data"), "research", "eval")
    done = compliance(*CHECK)

    assert done.code == 1
    assert done.out.startswith("FAILED")
    assert "test/research" in done.out
    assert done.err == ""


def test_unproven(compliance: Compliance) -> None:
    """Records that a rule of high severity cannot decide give 1."""
    write_purposes(Path("data"), "research", None)

    assert compliance(*CHECK).code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "nowhere"),
        ("check", "--no-such-option"),
        ("no-such-command",),
        ("check", "data", "--rules", "data"),
        ("check", "data", "--rules", "nowhere"),
        ("check", "data", "--card", "nowhere.yaml"),
        ("check", "data", "--grants", "nowhere.yaml"),
        ("check", "data", "--fail-on", "sometimes"),
        ("check", "data", "--as-of", "yesterday"),
        ("check", "data", "--as-of", "2026-02-30"),
        ("check", "data", "--output", "docx=report.docx"),
        ("check", "data", "--color", "green"),
        ("explain",),
    ],
)
def test_usage(compliance: Compliance, arguments: tuple[str, ...]) -> None:
    """What cannot be meant gives 2, one error on standard error, and no traceback."""
    write_purposes(Path("data"), "research")
    done = compliance(*arguments)

    assert done.code == 2
    assert done.out == ""
    assert "rror" in done.err
    assert "Traceback" not in done.err


def test_nothing_here(compliance: Compliance) -> None:
    """Without any card below, the command says so and what to do."""
    done = compliance("check", "--rules", "pack")

    assert done.code == 2
    assert "dataset.yaml" in done.err
    assert "try:" in done.err


def test_nothing_examined(compliance: Compliance) -> None:
    """When no rule applies to any record the run gives 3: that is no pass."""
    write_rule(Path("pack"), applies="FALSE")
    write_purposes(Path("data"), "research")
    done = compliance(*CHECK)

    assert done.code == 3
    assert done.out.startswith("NOTHING EXAMINED")


def test_incomplete(compliance: Compliance) -> None:
    """When some file cannot be read and the rest complies the run gives 4."""
    write_purposes(Path("data"), "research")
    Path("data/broken.parquet").write_bytes(b"not Parquet")
    done = compliance(*CHECK)

    assert done.code == 4
    assert done.out.startswith("INCOMPLETE")
    assert "broken.parquet" in done.out


def test_failure_before_incomplete(compliance: Compliance) -> None:
    """1 goes before 4."""
    write_purposes(Path("data"), "eval")
    Path("data/broken.parquet").write_bytes(b"not Parquet")

    assert compliance(*CHECK).code == 1


def test_incomplete_before_nothing_examined(compliance: Compliance) -> None:
    """4 goes before 3."""
    write_rule(Path("pack"), applies="FALSE")
    write_purposes(Path("data"), "research")
    Path("data/broken.parquet").write_bytes(b"not Parquet")

    assert compliance(*CHECK).code == 4


def test_usage_before_failure(compliance: Compliance) -> None:
    """2 goes before everything: with a wrong card among the datasets nothing is judged."""
    write_purposes(Path("data/bad"), "eval", name="bad")
    write_text(Path("data/wrong/dataset.yaml"), "nam: wrong\n")
    Path("data/bad/broken.parquet").write_bytes(b"not Parquet")
    done = compliance(*CHECK)

    assert done.code == 2
    assert "data/wrong/dataset.yaml:1:1: " in done.err


@pytest.mark.parametrize(("broken", "code"), [(False, 0), (True, 4)])
def test_never_turns_one_into_nothing_else(compliance: Compliance, broken: bool, code: int) -> None:  # noqa: FBT001
    """`--fail-on never` turns 1 into 0 and leaves an unread file what it is."""
    write_purposes(Path("data"), "eval")
    if broken:
        Path("data/broken.parquet").write_bytes(b"not Parquet")

    assert compliance(*CHECK, "--fail-on", "never").code == code


def test_never_leaves_nothing_examined(compliance: Compliance) -> None:
    """`--fail-on never` does not turn 3 into a pass."""
    write_rule(Path("pack"), applies="FALSE")
    write_purposes(Path("data"), "research")

    assert compliance(*CHECK, "--fail-on", "never").code == 3


def test_a_fault_of_the_program(compliance: Compliance, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw gives 70, with the traceback and a word on what to do with it."""

    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(making, "run", fail)
    write_purposes(Path("data"), "research")
    done = compliance(*CHECK)

    assert done.code == 70
    assert "ZeroDivisionError" in done.err
    assert "report it" in done.err
    assert done.out == ""


def test_an_interrupt(compliance: Compliance, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends quietly with the code of shells."""

    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "run", interrupt)
    write_purposes(Path("data"), "research")
    done = compliance(*CHECK)

    assert done.code == 130
    assert "Traceback" not in done.err


def test_every_broken_rule_at_once(compliance: Compliance) -> None:
    """All faults of all rule files come at once, each as file:line:column and what is meant."""
    write_rule(Path("pack"), requires="record.purpos = 'research'", slug="wrong-name")
    write_rule(Path("pack"), requires="record.purpose = = 'research'", slug="wrong-syntax")
    write_text(Path("pack/wrong-keys.yaml"), "title: No more\ncolour: blue\n")
    write_text(Path("pack/wrong-yaml.yaml"), "title: [\n")
    write_purposes(Path("data"), "research")
    done = compliance(*CHECK)

    assert done.code == 2
    for place in (
        "pack/wrong-name.yaml:6:",
        "pack/wrong-syntax.yaml:6:",
        "pack/wrong-keys.yaml:2:",
        "pack/wrong-yaml.yaml:",
    ):
        assert place in done.err
    assert "did you mean 'record.purpose'?" in done.err
    assert "pack/research.yaml" not in done.err
    assert "Traceback" not in done.err


def test_a_rule_of_the_wrong_type(compliance: Compliance) -> None:
    """A rule that compares a date with a number is named by its file, as a rule error."""
    write_rule(Path("pack"), requires="record.used_at > grant.read_cap", slug="wrong-type")
    write_purposes(Path("data"), "research")
    done = compliance(*CHECK)

    assert done.code == 2
    assert "pack/wrong-type.yaml:" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "content",
    [
        "name: [",
        "- a list",
        "name: posts\nname: again\n",
        "name: posts\ncolumns: {purpose: read_csv('/etc/passwd')}\n",
        "name: posts\nmanifest: ../../secrets.parquet\n",
        "\x00",
        "",
        "name: &a [*a]",
    ],
)
def test_bad_cards(compliance: Compliance, content: str) -> None:
    """No card makes a traceback: each fault is named with file, line and column."""
    write_purposes(Path("data"), "research")
    Path("data/dataset.yaml").write_text(content, encoding="utf-8")
    done = compliance(*CHECK)

    assert done.code == 2
    assert "data/dataset.yaml:" in done.err
    assert "Traceback" not in done.err


def test_version(compliance: Compliance) -> None:
    """`--version` prints the program and its version."""
    done = compliance("--version")

    assert (done.code, done.out) == (0, f"compliance {program.__version__}\n")


def test_the_version_is_that_of_the_package() -> None:
    """The version in the code is the one that is installed, where it is."""
    try:
        installed = metadata.version("compliance")
    except metadata.PackageNotFoundError:
        pytest.skip("the package is not installed")

    assert program.__version__ == installed


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--help",), ("check", "audit", "explain", "rules", "Exit codes")),
        (
            ("check", "--help"),
            ("--as-of", "--card", "--rules", "--grants", "--output", "--fail-on", "--quiet"),
        ),
        (("audit", "--help"), ("--as-of", "--output", "--fail-on")),
        (("explain", "--help"), ("rule", "--rules")),
        (("rules", "--help"), ("list", "test")),
        (("rules", "list", "--help"), ("--rules",)),
        (("rules", "test", "--help"), ("--rules",)),
    ],
)
def test_help(compliance: Compliance, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    """The help of each command names what it takes."""
    done = compliance(*arguments)

    assert done.code == 0
    for word in words:
        assert word.casefold() in done.out.casefold()
