"""`compliance doctor`: what is wrong with a set-up, and what to do."""

import datetime
import hashlib
import json
import shutil
from pathlib import Path

import pytest

from compliance.cli.doctor.machine import (
    look_at_cache,
    look_at_environment,
    look_at_extras,
    look_at_libraries,
    look_at_repository,
    requirements,
)
from compliance.cli.doctor.papers import look_at_registers, look_at_waivers
from compliance.cli.doctor.remark import State
from compliance.inputs.datasets import DatasetReader
from compliance.inputs.discovery import Target
from compliance.model.manifest import Dataset
from tests.cli.conftest import Compliance
from tests.factories import write_manifest, write_text

BROKEN = Path(__file__).parents[2] / "datasets" / "broken"
ROW = {"id": "1", "url": "https://a.org/1"}
DAY = datetime.date(2026, 8, 22)

Remarks = dict[str, list[str]]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which rules that were read once are kept."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def doctor(compliance: Compliance, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Compliance:
    """Return the command, which need not parse the shipped rules each time."""
    monkeypatch.setenv("COMPLIANCE_CACHE_DIR", str(cache))
    return compliance


def remarks(doctor: Compliance, code: int, *arguments: str) -> Remarks:
    """Return what is said, by state; the exit code is as expected."""
    done = doctor("doctor", "--format", "json", *arguments)
    found = json.loads(done.out)
    said: Remarks = {state: [] for state in State}
    for remark in found["remarks"]:
        said[remark["state"]].append(f"{remark['about']}: {remark['text']} | {remark['remedy']}")

    assert (done.code, found["exit_code"], done.err) == (code, code, "")
    return said


def described(folder: Path, register: str = "grants: []\n", waivers: str = "waivers: []\n") -> Dataset:
    """Return a dataset with a register and waivers beside it."""
    write_manifest(folder / "m.parquet", [ROW])
    write_text(folder / "dataset.yaml", "name: d\n")
    write_text(folder / "grants.yaml", register)
    write_text(folder / "waivers.yaml", waivers)
    return DatasetReader(folder).read(Target(folder / "dataset.yaml"))


def test_a_healthy_set_up(doctor: Compliance, tmp_path: Path) -> None:
    """Where everything works it says what there is, and ends with a sentence."""
    described(tmp_path / "d")
    done = doctor("doctor")

    assert (done.code, done.err) == (0, "")
    assert "ok       d: 1 row in 1 file, 2 columns of ours" in done.out
    assert "d/grants.yaml: 0 grants" in done.out
    assert done.out.endswith("READY: a check can run; 0 warnings.\n")


def test_an_empty_folder(doctor: Compliance) -> None:
    """Without any card no check can run, and the way to one is named."""
    done = doctor("doctor")

    assert done.code == 2
    assert "compliance init writes cards" in done.out
    assert "NOT READY: no check can run; 1 thing to put right" in done.out


def test_every_fault_at_once(doctor: Compliance) -> None:
    """Faults of configuration, rules, cards and variables are all shown, and none hides another."""
    write_text(Path("compliance.toml"), "threads = 0\nfail_onn = 3\n")
    write_text(Path("a/dataset.yaml"), "name: a\ncolumns: {link: url}\n")
    write_text(Path("b/dataset.yaml"), "name: b\nmanifest: gone.parquet\n")
    described(Path("c"))
    write_text(Path("c/grants.yaml"), "grants: [{id: g}]\n")
    said = remarks(doctor, 2)

    assert [text.partition(": ")[0] for text in said["error"]] == [
        "compliance.toml:1:1",
        "compliance.toml:2:1",
        "a/dataset.yaml:2:10",
        "b/dataset.yaml",
        "c/grants.yaml:1:10",
    ]


def test_settings_that_do_nothing(doctor: Compliance) -> None:
    """What in the configuration has no effect, or leads nowhere, is a warning that points into it."""
    described(Path("d"))
    lines = ('paths = ["d", "gone", "e/*.parquet"]', 'spark_master = "yarn"', "[check]", 'seed = "s"')
    write_text(Path("compliance.toml"), "\n".join(lines) + "\n[audit]\nsample = 5\n")
    done = doctor("doctor", "d", "--format", "json")
    found = [remark for remark in json.loads(done.out)["remarks"] if remark["state"] == "warning"]

    assert [(remark["about"], remark["text"]) for remark in found] == [
        ("compliance.toml:4:1", "`seed` does nothing without `sample`"),
        ("compliance.toml:2:1", '`spark_master` does nothing without `engine = "spark"`'),
        ("compliance.toml:1:1", "`paths` names gone, and there is no such file or folder"),
    ]


def test_rules_with_faults(doctor: Compliance) -> None:
    """Rules of a team that cannot be read are an error, since no check would run."""
    described(Path("d"))
    write_text(Path("compliance.toml"), 'rules = ["house"]')
    write_text(Path("house/adjustments.yaml"), "off: {no/such-rule: because}\n")
    (error,) = remarks(doctor, 2)["error"]

    assert error.startswith("house/adjustments.yaml:1:")


def test_manifests_that_cannot_be_read(doctor: Compliance) -> None:
    """Files that are not there as such are named with what to do: the rest can be judged."""
    described(Path("d"))
    shutil.copy(BROKEN / "git-lfs-pointer.parquet", "d/pointer.parquet")
    shutil.copy(BROKEN / "truncated.parquet", "d")
    said = remarks(doctor, 4)

    assert [text.partition(": ")[0] for text in said["error"]] == ["d/pointer.parquet", "d/truncated.parquet"]
    assert "git lfs pull" in said["error"][0]


def test_no_rows(doctor: Compliance) -> None:
    """Where there are no rows, a check would find nothing to examine."""
    shutil.copy(BROKEN / "zero-rows.parquet", ".")

    assert "no rows at all" in remarks(doctor, 3, "zero-rows.parquet")["error"][0]


def test_columns_that_nothing_reads(doctor: Compliance) -> None:
    """A column that could be one of ours is named with the line to add, one that could not is left alone."""
    row = {**ROW, "licence": "MIT", "Crawl Date": 1_700_000_000, "title": "t", "tokens": "many"}
    write_manifest(Path("d/m.parquet"), [row])
    write_text(Path("d/dataset.yaml"), "name: d\ncolumns: {name: title}\n")
    write_text(Path("grants.yaml"), "grants: []\n")
    said = remarks(doctor, 0)["warning"]
    lines = {
        "licence": ("license", "license: licence"),
        "Crawl Date": ("collected_at", "collected_at: 'to_timestamp(\"Crawl Date\")'"),
    }

    assert said == [
        f"d/dataset.yaml: `{name}` is not read; did you mean to map it to `{canonical}`? | "
        f"add `{line}` to `columns:` in d/dataset.yaml, if that is what it is"
        for name, (canonical, line) in lines.items()
    ]


def test_no_register(doctor: Compliance) -> None:
    """Without a register rules about grants are unproven, which is a warning."""
    write_manifest(Path("m.parquet"), [ROW])

    assert "there is none" in remarks(doctor, 0, "m.parquet")["warning"][0]


def test_two_datasets_of_one_name(doctor: Compliance) -> None:
    """What a check would refuse about datasets together is refused here, too."""
    described(Path("a"))
    described(Path("b"))

    assert "are named 'd'" in remarks(doctor, 2)["error"][0]


def test_a_format_that_there_is_not(doctor: Compliance) -> None:
    """An unknown format is a usage error."""
    assert doctor("doctor", "--format", "xml").code == 2


def test_grants(tmp_path: Path) -> None:
    """Grants that ended, end soon or wait for review are warnings, each register looked at once."""
    text = """\
grants:
  - {id: past, type: contract, platform: x, valid_to: 2026-08-22}
  - {id: unpaid, type: api_plan, platform: x, paid_through: 2026-08-21}
  - {id: soon, type: contract, platform: x, valid_to: 2026-09-01, next_review: 2026-08-01}
  - {id: later, type: contract, platform: x, valid_to: 2027-09-01, next_review: 2027-08-01}
  - {id: endless, type: contract, platform: x}
"""
    dataset = described(tmp_path, register=text)

    assert [remark.text for remark in look_at_registers([dataset, dataset], DAY)] == [
        "5 grants",
        "these grants have ended: past, unpaid",
        "these grants end within 30 days: soon on 2026-09-01",
        "these grants were to be reviewed by now: soon",
    ]


def test_papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The paper of a grant is looked for beside the register, and never outside of its folder."""
    monkeypatch.chdir(tmp_path)
    write_text(tmp_path / "out.pdf", "secret")
    write_text(tmp_path / "d" / "kept.pdf", "paper")
    digest = hashlib.sha256(b"paper").hexdigest()
    named = {"kept": ("kept.pdf", digest), "changed": ("kept.pdf", "0a" * 32)}
    named |= {"gone": ("gone.pdf", digest), "outside": ("../out.pdf", digest)}
    lines = [
        f"  - {{id: {id_}, type: contract, platform: x, document: {{path: {path}, sha256: {sha256}}}}}\n"
        for id_, (path, sha256) in named.items()
    ]
    described(tmp_path / "d", register="grants:\n" + "".join(lines))
    dataset = DatasetReader(Path()).read(Target(Path("d/dataset.yaml")))
    said = [remark.text for remark in look_at_registers([dataset], DAY) if remark.state is State.WARNING]

    assert said == [
        "the document of changed, kept.pdf, has another digest than is written",
        "the document of gone, gone.pdf, is not there",
        "the document of outside, ../out.pdf, lies outside of the folder of the register",
    ]


def test_waivers(tmp_path: Path) -> None:
    """Waivers that hold no longer, and those whose paper is gone, are warnings."""
    waiver = (
        "  - {{id: {id}, rule: social/paid-api-grant, rule_version: 1, dataset: d, where: 'TRUE', "
        "reason: legal_review, explanation: e, owner: o, approver: a, created: 2026-01-01, "
        "expires: {expires}, row_budget: 1, document: {{path: gone.pdf, sha256: {digest}}}}}\n"
    )
    text = "waivers:\n" + "".join(
        waiver.format(id=id_, expires=expires, digest="0a" * 32)
        for id_, expires in (("old", "2026-08-22"), ("new", "2026-08-23"))
    )
    said = [remark.text for remark in look_at_waivers([described(tmp_path, waivers=text)], DAY)]

    assert said[0] == "these hold no longer: old"
    assert said[1:] == [f"the document of {id_}, gone.pdf, is not there" for id_ in ("old", "new")]


def test_libraries() -> None:
    """What is installed is new enough; what is too old or missing is named with how to get it."""
    assert [remark.state for remark in look_at_libraries(requirements())] == [State.OK]
    _, *faults = look_at_libraries([("pydantic", "999.1"), ("no-such-library", "1.0")])

    assert [(fault.about, fault.remedy) for fault in faults] == [
        ("pydantic", "pip install 'pydantic>=999.1'"),
        ("no-such-library", "pip install 'no-such-library>=1.0'"),
    ]


def test_extras(monkeypatch: pytest.MonkeyPatch) -> None:
    """Java and a browser are missed where something needs them, and not otherwise."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)

    assert list(look_at_extras("duckdb", ["html=a.html"])) == []
    assert "Java" in [remark.text for remark in look_at_extras("spark", [])][-1]
    assert [remark.about for remark in look_at_extras("duckdb", ["pdf=a.pdf"])] == ["PDF"]


def test_the_cache(tmp_path: Path) -> None:
    """A cache need not be there yet; one that cannot be is a warning, and none at all is fine."""
    write_text(tmp_path / "file", "")

    assert [remark.state for remark in look_at_cache(tmp_path / "a" / "b")] == [State.OK]
    assert [remark.state for remark in look_at_cache(None)] == [State.OK]
    assert [remark.state for remark in look_at_cache(tmp_path / "file" / "b")] == [State.WARNING]


def test_variables() -> None:
    """A variable that nothing reads is named with the one that may be meant."""
    known = {
        "COMPLIANCE_FAIL_ON": "never",
        "COMPLIANCE_CONFIG": "a",
        "COMPLIANCE_CACHE_LIMIT": "1GB",
        "HOME": "h",
    }
    (remark,) = look_at_environment({**known, "COMPLIANCE_FAILON": "never"})

    assert (remark.about, remark.remedy) == ("COMPLIANCE_FAILON", "it may be meant as COMPLIANCE_FAIL_ON")


def test_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of the commit needs a repository; a shallow clone may lack what it is compared with."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write_text(tmp_path / ".git" / "shallow", "0a\n")

    assert [remark.state for remark in look_at_repository(tmp_path, "commit")] == [State.ERROR, State.WARNING]
    assert list(look_at_repository(tmp_path / "a", None)) == []
