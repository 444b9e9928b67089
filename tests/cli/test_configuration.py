"""The configuration, on whole commands."""

import json
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Compliance, Outcome, write_purposes, write_rule
from tests.factories import write_text

WHOLE = """
rules = ["pack"]
as_of = "2026-08-22"
fail_on = "never"
[check]
paths = ["data"]
output = ["json=report.json"]
"""


@pytest.fixture
def project(compliance: Compliance, tmp_path: Path) -> Compliance:
    """Return the command in a repository whose records violate a rule of a team."""
    (tmp_path / ".git").mkdir()
    write_rule(tmp_path / "pack")
    write_purposes(tmp_path / "data", "eval")
    return compliance


def reported(path: str = "report.json") -> dict[str, object]:
    """Return the report that was written."""
    return dict(json.loads(Path(path).read_text(encoding="utf-8")))


def test_a_file_gives_the_options(project: Compliance) -> None:
    """What the file says holds as if it had been typed, and the command line comes before it."""
    write_text(Path("compliance.toml"), WHOLE)

    assert project("check").code == 0
    assert reported()["as_of"] == "2026-08-22"
    assert project("check", "--fail-on", "violation=low").code == 1
    assert project("check", "--as-of", "2026-01-01", "-o", "json=other.json").code == 0
    assert reported("other.json")["as_of"] == "2026-01-01"


def test_the_receipt_needs_no_configuration(project: Compliance) -> None:
    """The command in the report says all that file and environment said, and reads neither file again."""
    write_text(Path("compliance.toml"), WHOLE)
    project("check")
    command = str(reported()["command"])
    first = Path("report.json").read_bytes()
    write_text(Path("compliance.toml"), "this is no TOML any more")

    assert command == ("compliance --no-config check data --rules pack --fail-on never --as-of 2026-08-22")
    assert project(*shlex.split(command)[1:], "-o", "json=report.json").code == 0
    assert Path("report.json").read_bytes() == first
    assert "the command" not in project("verify", "report.json").out


def test_from_a_folder_below(project: Compliance, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command further down finds the file, and the paths in it are still those of the file."""
    write_text(Path("compliance.toml"), WHOLE)
    (Path("data") / "deep").mkdir()
    monkeypatch.chdir("data/deep")

    code = project("check").code
    arguments = reported("../../report.json")["arguments"]

    assert code == 0
    assert (arguments["paths"], arguments["rules"]) == ([".."], ["../../pack"])


def test_environment_and_choice(project: Compliance, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment comes before the file, which may be another one, or none."""
    write_text(Path("compliance.toml"), WHOLE)
    write_text(Path("ci.toml"), 'rules = ["pack"]\nas_of = "2026-08-22"\nfail_on = "violation=low"')
    monkeypatch.setenv("COMPLIANCE_FAIL_ON", "violation=low")

    assert project("check").code == 1
    monkeypatch.delenv("COMPLIANCE_FAIL_ON")
    assert project("check", "data", "--config", "ci.toml").code == 1
    monkeypatch.setenv("COMPLIANCE_CONFIG", "ci.toml")
    assert project("check", "data").code == 1
    assert project("check", "data", "--no-config", "--rules", "nowhere").code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("audit", "data"),
        ("explain", "test/research"),
        ("cache", "info"),
        ("rules", "list"),
        ("diff", "data", "data"),
    ],
)
def test_a_wrong_file(project: Compliance, arguments: tuple[str, ...]) -> None:
    """No command goes on with a file that has faults, and all of them are shown."""
    write_text(Path("compliance.toml"), "threads = 0\n\nfail_onn = 3")
    done = project(*arguments)

    assert done.code == 2
    assert "compliance.toml:1:1: " in done.err
    assert "compliance.toml:3:1: there is no key `fail_onn`; did you mean `fail_on`?" in done.err


def test_both_choices(project: Compliance) -> None:
    """A file and none exclude each other, and a file that is not there is an error."""
    assert "exclude" in project("check", "--config", "a.toml", "--no-config").err
    assert "a.toml:1:1: cannot be read" in project("check", "--config", "a.toml").err


def test_rules_of_the_team_for_other_commands(project: Compliance) -> None:
    """Commands that show rules show those of the configuration, too."""
    write_text(Path("compliance.toml"), 'rules = ["pack"]\noutput = ["json=never.json"]')

    assert "Records are for research" in project("explain", "test/research").out
    assert "test/research" in project("rules", "list").out
    assert project("rules", "test").code == 0
    assert not Path("never.json").exists()


def test_the_command_line_outdoes_its_opposite(project: Compliance, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache or none, and a sample or none: what was typed does not clash with what was configured."""
    monkeypatch.setenv("COMPLIANCE_CACHE_DIR", "")
    write_text(Path("compliance.toml"), WHOLE.replace("[check]", 'cache_dir = "kept"\nseed = "s"\n[check]'))

    def ran(*arguments: str) -> Outcome:
        done = project("check", *arguments)
        assert done.err == ""
        return done

    assert ran("--no-cache").code == 0
    assert not Path("kept").exists()
    assert ran("--no-quiet").code == 0
    assert Path("kept").exists()
    write_text(Path("compliance.toml"), WHOLE.replace("[check]", "no_cache = true\n[check]"))
    assert ran("--cache", "other").code == 0
    assert Path("other").exists()
    assert "exclude" in project("check", "--cache", "other", "--no-cache").err


def test_amendments(project: Compliance) -> None:
    """What a team accepts is configured like the rest, and a baseline is made as a check judges."""
    write_text(Path("compliance.toml"), WHOLE + 'fail_on = "violation=low"\nbaseline = "legal/begin.json"')
    write_text(Path("legal/accepted.yaml"), "waivers: []")

    assert project("baseline", "create", "data").code == 0
    assert Path("legal/begin.json").is_file()
    assert project("check").code == 0
    assert project("check", "--no-baseline").code == 1
    write_text(Path("compliance.toml"), WHOLE + 'waivers = "legal/accepted.yaml"')
    assert project("check", "--no-waivers").code == 0
    assert project("check").code == 0
    assert "--waivers legal/accepted.yaml" in str(reported()["command"])


def test_help_needs_no_configuration(project: Compliance) -> None:
    """Whoever asks for help gets it, however wrong the file is; a sound one shows in the defaults."""
    write_text(Path("compliance.toml"), "fail_onn = 3")
    wrong = project("check", "--help")
    write_text(Path("compliance.toml"), 'fail_on = "never"')
    sound = project("check", "--help")

    assert (wrong.code, sound.code) == (0, 0)
    assert "violation=low" in wrong.out
    assert "never]" in sound.out


def test_rules_of_the_team_for_comparisons(project: Compliance) -> None:
    """A comparison judges by the configured rules; reports are compared as they are."""
    write_text(Path("compliance.toml"), WHOLE)
    project("check")
    shutil.copytree("data", "other")

    assert project("diff", "data", "other").code == 0
    assert project("diff", "report.json", "report.json").code == 0
    assert project("diff", "report.json", "report.json", "--rules", "pack").code == 2


def test_a_waiver_by_the_rules_of_the_team(project: Compliance) -> None:
    """What is waived is what a check finds, with the options that it has."""
    write_text(Path("compliance.toml"), WHOLE)
    done = project("waive", "test/research", "--print")

    assert (done.code, done.err) == (0, "")
    assert 'rule: "test/research"' in done.out
