"""A checkout without the content of its manifests: judged by what an earlier run kept of it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Compliance, write_purposes, write_rule
from tests.factories import leave_pointer, write_dvc, write_manifest, write_text

CHECK = ("check", "d", "--rules", "rules", "--as-of", "2026-01-01", "--output", "json=report.json")


@pytest.fixture
def seen(compliance: Compliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Compliance:
    """Return the command with a cache, after a check of a dataset whose content is there."""
    monkeypatch.setenv("COMPLIANCE_CACHE_DIR", "cache")
    write_rule(tmp_path / "rules")
    write_purposes(tmp_path / "d", "research", "pretrain", None)
    write_dvc(tmp_path / "d/records.parquet")
    compliance(*CHECK)
    (tmp_path / "d/records.parquet.dvc").rename(tmp_path / "records.parquet.dvc")
    return compliance


def report(folder: Path) -> dict[str, object]:
    """Return the report, its inputs included."""
    loaded: dict[str, object] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return loaded


def without_rows(said: dict[str, object]) -> str:
    """Return a report without its example rows and notices."""
    text = json.loads(json.dumps(said), object_hook=lambda part: part | {"exemplars": [], "notices": []})
    return json.dumps(text)


def test_a_pointer_is_judged(seen: Compliance, tmp_path: Path) -> None:
    """Verdicts, counts, coverage and digests are those of the content; a notice says what is missing."""
    expected = report(tmp_path)
    leave_pointer(tmp_path / "d/records.parquet")
    outcome = seen(*CHECK)
    found = report(tmp_path)

    assert outcome.code == 1
    assert without_rows(found) == without_rows(expected)
    assert found["notices"] == [
        {
            "dataset": "posts",
            "text": "The content of d/records.parquet is not here, only a pointer: judged was what an "
            "earlier run kept of it, and no example rows can be fetched.",
            "remedy": 'To see rows, run `git lfs pull --include="records.parquet"`.',
        }
    ]


def test_dvc_is_judged_alike(seen: Compliance, tmp_path: Path) -> None:
    """Of a file that only its DVC file names, the verdicts are those of the content; so elsewhere, too."""
    expected = report(tmp_path)
    (tmp_path / "d/records.parquet").unlink()
    (tmp_path / "records.parquet.dvc").rename(tmp_path / "d/records.parquet.dvc")
    outcome = seen(*CHECK)

    assert outcome.code == 1
    assert without_rows(report(tmp_path)) == without_rows(expected)
    assert "dvc pull d/records.parquet.dvc" in " ".join(outcome.out.split())


def test_content_that_nobody_saw(seen: Compliance, tmp_path: Path) -> None:
    """A pointer to other content is unread, with the command that fetches it; what is here is judged."""
    write_manifest(tmp_path / "d/more.parquet", [{"id": "9", "platform": "x", "purpose": "eval"}])
    leave_pointer(tmp_path / "d/more.parquet")
    write_text(tmp_path / "d/third.parquet.dvc", f"outs:\n- {{md5: {'ab' * 16}, path: third.parquet}}\n")
    outcome = seen(*CHECK, "--fail-on", "never")
    said = " ".join(outcome.out.split())

    assert outcome.code == 4
    assert 'git lfs pull --include="more.parquet"' in said
    assert "dvc pull d/third.parquet.dvc" in said
    assert "3 records examined; 2 files could not be opened" in said


def test_what_was_never_asked_of_the_content(seen: Compliance, tmp_path: Path) -> None:
    """A rule about a fact that no run has counted cannot be judged by a pointer: the file is unread."""
    rows = [{"id": "1", "platform": "x", "purpose": "research", "region": "eu"}]
    write_manifest(tmp_path / "d/records.parquet", rows)
    seen(*CHECK)
    leave_pointer(tmp_path / "d/records.parquet")
    write_rule(tmp_path / "rules", requires="record.purpose = 'research' AND record.region = 'eu'")
    outcome = seen(*CHECK, "--fail-on", "never")

    assert outcome.code == 4
    assert "what the rules ask of it is not in the cache" in " ".join(outcome.out.split())


@pytest.mark.parametrize("options", [("--output", "evidence=rows.parquet"), ("--sample", "1")])
def test_rows_that_are_not_here(options: tuple[str, ...], seen: Compliance, tmp_path: Path) -> None:
    """What needs rows is refused as a whole, with the command that fetches them, and writes nothing."""
    leave_pointer(tmp_path / "d/records.parquet")
    outcome = seen(*CHECK[:-1], "json=other.json", *options)

    assert outcome.code == 2
    assert 'git lfs pull --include="records.parquet"' in outcome.err
    assert not (tmp_path / "rows.parquet").exists()
    assert not (tmp_path / "other.json").exists()


def test_contract_checks(seen: Compliance, tmp_path: Path) -> None:
    """A promise about all rows is unproven while some are elsewhere; the footers still count them."""
    write_manifest(tmp_path / "d/here.parquet", [{"id": "7", "platform": "x", "purpose": "research"}])
    leave_pointer(tmp_path / "d/records.parquet")
    write_text(tmp_path / "d/dataset.yaml", "{name: posts, contract: {rows: 4, unique_ids: true}}\n")
    seen(*CHECK, "--contract", "row-digest")
    [dataset] = report(tmp_path)["datasets"]  # type: ignore[misc]
    verdicts = {result["check"]: result["verdict"] for result in dataset["contract"]}

    assert verdicts == {"declared-rows": "compliant", "unique-ids": "unproven", "row-digest": "unproven"}


def test_the_last_report_is_not_mistaken(seen: Compliance, tmp_path: Path) -> None:
    """Content that comes back gives the report of a run without a cache, with its example rows."""
    expected = (tmp_path / "report.json").read_bytes()
    content = (tmp_path / "d/records.parquet").read_bytes()
    leave_pointer(tmp_path / "d/records.parquet")
    seen(*CHECK)
    pointed = (tmp_path / "report.json").read_bytes()
    (tmp_path / "d/records.parquet").write_bytes(content)
    seen(*CHECK)

    assert pointed != expected
    assert (tmp_path / "report.json").read_bytes() == expected


def test_verification(seen: Compliance, tmp_path: Path) -> None:
    """A report whose manifest is a pointer now cannot be checked; one to other content shows a change."""
    seen(*CHECK, "--no-cache")
    content = (tmp_path / "d/records.parquet").read_bytes()
    leave_pointer(tmp_path / "d/records.parquet")
    same = seen("verify", "report.json")
    (tmp_path / "d/records.parquet").write_bytes(content + b" ")
    leave_pointer(tmp_path / "d/records.parquet")
    other = seen("verify", "report.json")

    assert (same.code, other.code) == (4, 1)
    assert "only a git-LFS pointer to it is here; run `git lfs pull" in " ".join(same.out.split())


def test_without_the_cache(seen: Compliance, tmp_path: Path) -> None:
    """Without a cache, and after its loss, a pointer is unread."""
    leave_pointer(tmp_path / "d/records.parquet")
    codes = [seen(*CHECK, "--no-cache").code]
    shutil.rmtree(tmp_path / "cache/footers")
    codes.append(seen(*CHECK).code)

    assert codes == [4, 4]
