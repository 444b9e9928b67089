"""`compliance report`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Compliance, write_purposes, write_rule

RULES = ("--rules", "pack", "--as-of", "2026-08-22", "--quiet")


@pytest.fixture(autouse=True)
def _reports(tmp_path: Path, compliance: Compliance) -> None:
    write_rule(tmp_path / "pack")
    write_purposes(tmp_path / "good", "research", "research", name="good")
    write_purposes(tmp_path / "bad", "research", "eval", name="bad")
    for name in ("good", "bad"):
        compliance("check", name, *RULES, "-o", f"json={name}.json", "-o", f"html={name}.html")


def _text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["good", "bad"])
def test_rendered_again(compliance: Compliance, name: str) -> None:
    """A report in other formats is the one that the run would have written, with its exit code."""
    run = compliance("check", name, *RULES[:-1])
    done = compliance("report", "render", f"{name}.json", "-o", "html=again.html", "-o", "json=again.json")
    shown = compliance("report", "render", f"{name}.json")

    assert done.code == run.code == shown.code
    assert shown.out == run.out
    assert (_text("again.html"), _text("again.json")) == (_text(f"{name}.html"), _text(f"{name}.json"))


def test_without_the_data(compliance: Compliance) -> None:
    """Nothing but the report is needed."""
    for path in Path("bad").iterdir():
        path.unlink()

    assert compliance("report", "render", "bad.json").code == 1


def test_redacted_later(compliance: Compliance) -> None:
    """What is withheld when a report is rendered is what the run would have withheld."""
    compliance("check", "bad", *RULES, "--redact", "ids", "-o", "html=then.html", "-o", "json=then.json")
    compliance(
        "report", "render", "bad.json", "--redact", "ids", "-o", "html=now.html", "-o", "json=now.json"
    )

    assert (_text("now.html"), _text("now.json")) == (_text("then.html"), _text("then.json"))
    assert _text("now.json") != _text("bad.json")


def test_merged(compliance: Compliance) -> None:
    """Two reports merged are the report of one run on both, but for its inputs and its command."""
    run = compliance("check", "good", "bad", *RULES, "-o", "json=run.json")
    done = compliance(
        "report", "merge", "good.json", "bad.json", "-o", "json=all.json", "-o", "html=all.html"
    )
    both, merged = json.loads(_text("run.json")), json.loads(_text("all.json"))
    own = {"inputs", "command", "arguments"}

    assert done.code == run.code == 1
    assert {key: merged[key] for key in merged if key not in own} == {
        key: both[key] for key in both if key not in own
    }
    assert merged["command"] == "compliance report merge good.json bad.json"
    assert [file["path"] for file in merged["inputs"] if file["kind"] == "report"] == [
        "bad.json",
        "good.json",
    ]
    assert "bad" in _text("all.html")


def test_the_command_merges_again(compliance: Compliance) -> None:
    """The command in a merged report writes it again, and a merged report can be merged."""
    compliance("report", "merge", "good.json", "bad.json", "-o", "json=all.json")
    command = json.loads(_text("all.json"))["command"].split()
    again = compliance("report", "merge", "all.json", "bad.json", "-o", "json=-")

    assert compliance(*command[1:], "-o", "json=-").out == _text("all.json")
    assert json.loads(again.out)["exit_code"] == 1


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("render", "missing.json"), "there is no report at missing.json"),
        (("render", "bad/dataset.yaml"), "not whole JSON"),
        (("render", "bad.json", "-o", "docx=a.docx"), "is not FORMAT=FILE"),
        (("render", "bad.json", "--redact", "some"), "--redact does not know"),
        (("merge", "bad.json"), "nothing to merge"),
        (("merge", "bad.json", "other.json"), "differ in the day of the audit"),
    ],
)
def test_refused(compliance: Compliance, arguments: tuple[str, ...], why: str) -> None:
    """What cannot be done is said in one line, and exits 2."""
    document = json.loads(_text("bad.json"))
    Path("other.json").write_text(json.dumps({**document, "as_of": "2020-01-01"}), encoding="utf-8")
    done = compliance("report", *arguments)

    assert done.code == 2
    assert why in " ".join(done.err.split())
    assert not done.out
