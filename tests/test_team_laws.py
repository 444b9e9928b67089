"""A team's own laws beside the shipped ones, from files to a report."""

import datetime
import json
from pathlib import Path

import pytest

from compliance.casebook import run_cases
from compliance.errors import ConfigurationError
from compliance.inputs.discovery import find_targets, shipped_rules
from compliance.laws import read_laws
from compliance.model.report import Report
from compliance.model.rule import Severity
from compliance.pipeline import Request, read_datasets, run
from compliance.reporting.formats.json_v1 import render_json
from tests.factories import write_manifest, write_text

TEAM = Path(__file__).parents[1] / "datasets" / "examples" / "team"
AS_OF = datetime.date(2026, 8, 22)
SOURCE = "source: {url: 'https://example.org/'}"


def audit(folder: Path, *rules: Path) -> Report:
    """Return the report on one post of the example's forum, by the shipped laws and those of the folders."""
    post = {
        "id": "1",
        "url": "https://forum.example/t/1",
        "acquisition_method": "licensed_feed",
        "license": "Partner Forum Content Terms",
        "was_derived_from": ["Partner Forum posts 2025"],
        "purpose": "pretrain",
    }
    write_manifest(folder / "records.parquet", [post])
    write_text(folder / "dataset.yaml", "name: posts\n")
    write_text(folder / "grants.yaml", "grants: []\n")
    request = Request(find_targets((folder,)), AS_OF, "compliance check", rules, base=folder)
    return run(request, read_laws(rules), read_datasets(request))


def faults(*folders: Path) -> list[str]:
    """Return the problems of a team's folders as the command line shows them."""
    with pytest.raises(ConfigurationError) as caught:
        read_laws(folders)
    return [str(problem) for problem in caught.value.problems]


def violated(report: Report, rule: str) -> int | None:
    """Return how many records violate a rule; None when it did not judge."""
    counts = dict(report.datasets[0].counts)
    return counts[rule].violation if rule in counts else None


def test_the_example_is_judged_by(tmp_path: Path) -> None:
    """The own rule, platform, licence and dataset of the example count, beside every shipped rule."""
    report = audit(tmp_path, TEAM)
    counts = dict(report.datasets[0].counts)

    assert violated(report, "house/partner-forum-contract") == 1
    assert counts["license/license-recognised"].compliant == 1
    assert counts["provenance/parents-known"].compliant == 1
    assert violated(report, "social/training-ban") is not None
    assert ("house", "1.0.0") in report.packs


def test_without_the_example(tmp_path: Path) -> None:
    """Without the folder nobody knows the forum's licence or dataset."""
    counts = dict(audit(tmp_path).datasets[0].counts)

    assert counts["license/license-recognised"].compliant == 0
    assert counts["provenance/parents-known"].unproven == 1


def test_the_report_says_what_was_adjusted(tmp_path: Path) -> None:
    """What is switched off is not judged but listed with its reason, and a severity with the one it was."""
    report = audit(tmp_path, TEAM)
    off, weighed = json.loads(render_json(report))["adjustments"]
    path = f"{TEAM.as_posix()}/adjustments.yaml"

    assert violated(report, "disclosure/size-stated") is None
    assert "disclosure/size-stated" not in {rule.id for rule in report.rules}
    assert (off["rule"], off["severity_was"], off["severity_now"]) == ("disclosure/size-stated", "low", None)
    assert (off["reason"].partition(" ")[0], off["file"]) == ("Sizes", path)
    assert (weighed["rule"], weighed["severity_was"], weighed["severity_now"], weighed["reason"]) == (
        "license/share-alike-release",
        "medium",
        "high",
        None,
    )
    (rule,) = (rule for rule in report.rules if rule.id == "license/share-alike-release")
    assert rule.severity is Severity.HIGH


def test_every_file_of_the_example_is_on_the_receipt(tmp_path: Path) -> None:
    """The digests of a team's files are among the inputs, each by its own path."""
    own = {recorded.path for recorded in audit(tmp_path, TEAM).inputs if "team" in recorded.path}

    assert own == {path.as_posix() for path in TEAM.rglob("*.yaml")}


def test_the_cases_of_the_example_pass() -> None:
    """The example's rule gets the verdict that each of its cases expects."""
    laws = read_laws([TEAM])
    results = run_cases(laws, laws.packs.within([TEAM]))

    assert [result.case for result in results if not result.passed] == []
    assert {result.rule for result in results} == {"house/partner-forum-contract"}


def test_all_rules_off(tmp_path: Path) -> None:
    """A team may switch off every shipped pack; that is listed and no pass."""
    packs = sorted(path.parent.name for path in shipped_rules().glob("*/pack.yaml"))
    write_text(
        tmp_path / "team" / "adjustments.yaml", "off:\n" + "".join(f"  {p}/*: why not\n" for p in packs)
    )
    report = audit(tmp_path / "data", tmp_path / "team")

    assert report.rules == ()
    assert report.exit_code == 3
    assert {change.rule for change in report.adjustments} == {rule.id for rule in read_laws().packs.rules}


def test_faults_of_every_kind_of_file_come_together(tmp_path: Path) -> None:
    """Broken rules, reference data and adjustments are shown at once."""
    write_text(tmp_path / "mine" / "pack.yaml", "name: social\nversion: '1'\ntitle: Mine\n")
    write_text(tmp_path / "reference" / "archives.yaml", f"archives:\n  - {{host: x.com, {SOURCE}}}\n")
    write_text(tmp_path / "adjustments.yaml", "off:\n  social/training-ban:\n")
    pack, archive, reason = faults(tmp_path)
    here = tmp_path.as_posix()

    assert pack.startswith(f"{here}/mine/pack.yaml:1:7: the pack social is given already, in rules/social/")
    assert archive.startswith(f"{here}/reference/archives.yaml:2:12: the host 'x.com' is given already, in ")
    assert "rules/reference/platforms/x.yaml:" in archive
    assert reason.startswith(f"{here}/adjustments.yaml:2:")
    assert "reason" in reason


def test_an_unknown_rule_beside_broken_reference_data(tmp_path: Path) -> None:
    """Whether a rule exists is told although the reference data is broken."""
    write_text(tmp_path / "reference" / "archives.yaml", "archives: 1\n")
    write_text(tmp_path / "adjustments.yaml", "severity: {social/trainig-ban: low}\n")

    assert len(faults(tmp_path)) == 2
    assert faults(tmp_path)[1].endswith("did you mean `social/training-ban`?")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("{id: LicenseRef-own, names: [CC BY-NC 4.0]", "'CC BY-NC 4.0' is given already"),
        (
            "{id: LicenseRef-own, names: [CC BY-NC-SA 2.1 JP]",
            "is read as LicenseRef-cc-by-nc-sa-2.1-jp already",
        ),
        ("{id: LicenseRef-own, names: [Apache-1.0]", "is read as Apache-1.0 already"),
        ("{id: LicenseRef-own, names: [unknown]", "is read as NOASSERTION already"),
        ("{id: MIT", "the licence 'MIT' is given already"),
        ("{id: Our own terms", "is no SPDX id"),
    ],
)
def test_a_licence_keeps_its_meaning(row: str, fault: str, tmp_path: Path) -> None:
    """A team cannot make a known name mean a licence of its own."""
    rights = "commercial_use: allowed, derivatives: allowed, redistribution: allowed, training: allowed"
    duties = "attribution: not_required, share_alike: not_required"
    write_text(
        tmp_path / "reference" / "licenses.yaml",
        f"licenses:\n  - {row}, {rights}, {duties}, {SOURCE}}}\n",
    )

    assert [fault in found for found in faults(tmp_path)] == [True]


def test_the_shipped_folder_is_no_teams() -> None:
    """Giving the shipped folder, or a pack of it, changes nothing."""
    shipped = shipped_rules()

    assert read_laws([shipped, shipped / "social"]).packs.inputs == read_laws().packs.inputs
