"""`compliance config`: what the options are, and who says so."""

import json
from pathlib import Path

import pytest

from compliance.cli.config.keys import KEYS
from tests.cli.conftest import Compliance
from tests.docs.build_script import DOCS
from tests.factories import write_text

SCHEMA = (DOCS / "schema" / "configuration.schema.json").read_text(encoding="utf-8")
FILE = 'fail_on = "never"\nthreads = 2\noutput = ["json=a.json", "text=-"]\n[audit]\nredact = "ids"'


def shown(compliance: Compliance, *arguments: str) -> dict[str, tuple[object, str, str | None]]:
    """Return value, source and place of each option."""
    done = compliance("config", "show", *arguments, "--format", "json")
    assert (done.code, done.err) == (0, "")
    lines = json.loads(done.out)["settings"]
    return {line["key"]: (line["value"], line["source"], line["at"]) for line in lines}


def test_every_source(compliance: Compliance, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each option has the value that the command would have, and the place that gives it."""
    write_text(Path("compliance.toml"), FILE)
    monkeypatch.setenv("COMPLIANCE_THREADS", "3")
    found = shown(compliance, "audit", "data", "--seed", "s", "--sample", "5")

    assert list(found) == [key.name for key in KEYS]
    assert found["paths"] == (["data"], "command line", None)
    assert found["sample"] == ("5", "command line", None)
    assert found["threads"] == ("3", "environment", "COMPLIANCE_THREADS")
    assert found["cache_dir"] == ("off", "environment", "COMPLIANCE_CACHE_DIR")
    assert found["redact"] == ("ids", "file", "compliance.toml:5:1")
    assert found["output"] == (["json=a.json", "text=-"], "file", "compliance.toml:3:1")
    assert found["rules"] == ([], "default", None)
    assert found["as_of"] == (None, "default", None)
    assert shown(compliance)["redact"] == (None, "default", None)


def test_what_has_given_way(compliance: Compliance, monkeypatch: pytest.MonkeyPatch) -> None:
    """A configured value that the command line makes void is not shown."""
    monkeypatch.delenv("COMPLIANCE_CACHE_DIR")
    write_text(Path("compliance.toml"), 'cache_dir = "kept"\nseed = "s"')

    assert shown(compliance)["cache_dir"] == ("kept", "file", "compliance.toml:1:1")
    found = shown(compliance, "check", "--no-cache")
    assert found["cache_dir"] == found["seed"] == (None, "default", None)
    assert found["no_cache"] == (True, "command line", None)


def test_as_text(compliance: Compliance, monkeypatch: pytest.MonkeyPatch) -> None:
    """On 60 columns no line is longer, and columns stand below each other."""
    write_text(Path("compliance.toml"), FILE)
    monkeypatch.setenv("COMPLIANCE_SPARK_MASTER", "local[2]")
    monkeypatch.setattr("compliance.cli.console._WIDTH_WITHOUT_TERMINAL", 60)
    first, *lines = compliance("config", "show").out.splitlines()

    assert first == "compliance check, configured by compliance.toml"
    assert max(map(len, lines)) <= 60
    (line,) = [line for line in lines if line.startswith("fail_on")]
    (master,) = [line for line in lines if line.startswith("spark_master")]
    assert line.split() == ["fail_on", "never", "compliance.toml:1:1"]
    assert line.index("never") == master.index("local[2]")
    assert line.index("compliance.toml") == master.index("COMPLIANCE_SPARK_MASTER")


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("show", "verify"), "name check or audit first"),
        (("show", "--format", "yaml"), "text or json"),
        (("show", "check", "--nope"), "--nope"),
        (("show", "check", "--threads", "0"), "greater than or equal to 1"),
        (("show", "--config", "none.toml"), "none.toml:1:1"),
    ],
)
def test_usage(compliance: Compliance, arguments: tuple[str, ...], text: str) -> None:
    """What cannot be shown is refused as the command itself would."""
    done = compliance("config", *arguments)

    assert done.code == 2
    assert text in done.err


def test_no_file(compliance: Compliance) -> None:
    """Without a configuration that is what is said."""
    write_text(Path("compliance.toml"), FILE)

    assert compliance("config", "show", "--no-config").out.startswith(
        "compliance check, configured by no file"
    )


def test_schema(compliance: Compliance) -> None:
    """The schema that is printed is the one that is published."""
    assert json.loads(compliance("config", "schema").out) == json.loads(SCHEMA)
