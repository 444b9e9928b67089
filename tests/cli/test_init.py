"""`compliance init`: the files to begin with."""

import tomllib
from pathlib import Path

import pytest
import yaml

from compliance.cli.commands import loaded
from compliance.cli.config.reading_settings import read_settings
from compliance.cli.init.card import yaml_text
from compliance.cli.init.texts import GRANTS, WAIVERS, configuration_text, toml_text
from compliance.cli.outputs import read_outputs
from compliance.inputs.acceptances import read_waivers
from compliance.inputs.cards import read_card
from compliance.inputs.configuration import find_configuration
from compliance.inputs.grants import read_register
from tests.cli.conftest import Compliance
from tests.factories import Row, write_manifest, write_text

IMAGES: Row = {"__index_level_0__": 0, "URL": "https://a.org/1.jpg", "TEXT": "a cat"}
DATASETS: Row = {
    "Unique Dataset Identifier": "d1",
    "Dataset URL": "https://a.org/d1",
    "Licenses": [{"License": "MIT", "License URL": "None"}],
    "Model Generated": ["GPT-4"],
    "Languages (Count)": "3",
}
PAGES: Row = {
    "provider_domain": "a.org",
    "content_path": "/b",
    "content_query_string": "",
    "cc_domain": "creativecommons.org",
    "cc_license": "/licenses/by/4.0/",
    "warc_filename": "CC-MAIN-20180520092830-20180520112830-00000.warc.gz",
    "content_offset": 5,
}
CARDS: Row = {"dataset": "aeslc", "homepage": "- **Home:** https://a.org", "license": ["mit"]}


@pytest.fixture
def corpora(compliance: Compliance, tmp_path: Path) -> Compliance:
    """Return the command in a repository with manifests as they are published, none of them described."""
    (tmp_path / ".git").mkdir()
    write_manifest(tmp_path / "images" / "m.parquet", [IMAGES])
    write_manifest(tmp_path / "datasets" / "d.parquet", [DATASETS, DATASETS])
    write_manifest(tmp_path / "datasets" / "edges.parquet", [{"child": "a", "parent": "b"}])
    for part in ("1", "2"):
        write_manifest(tmp_path / "pages" / f"part-{part}.parquet", [PAGES])
    write_manifest(tmp_path / "cards" / "c.parquet", [CARDS])
    return compliance


def test_a_check_runs_afterwards(corpora: Compliance) -> None:
    """Every manifest can be checked with the card that was written for it: nothing is unread."""
    done = corpora("init")
    checked = corpora("check", "--as-of", "2026-08-22")

    assert done.code == 0
    assert "datasets/edges.parquet is left out" in done.err
    for folder in ("images", "datasets", "pages", "cards"):
        assert f"wrote {folder}/dataset.yaml" in done.out
        assert folder in checked.out
    assert checked.code == 1
    assert checked.out.startswith("FAILED")
    assert "6 records" in checked.out
    assert "unread" not in checked.out


def test_nothing_is_overwritten(corpora: Compliance, tmp_path: Path) -> None:
    """A second run changes no file, and files that were there first stay."""
    write_text(tmp_path / "images" / "dataset.yaml", "name: mine\n")
    write_text(tmp_path / "grants.yaml", "grants: []  # mine\n")
    corpora("init", "--ci", "gitlab")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    again = corpora("init", "--ci", "gitlab")

    assert again.code == 0
    assert {path: path.read_bytes() for path in before} == before
    assert (tmp_path / "images" / "dataset.yaml").read_text() == "name: mine\n"
    assert (tmp_path / "grants.yaml").read_text() == "grants: []  # mine\n"


def test_dry_run(corpora: Compliance, tmp_path: Path) -> None:
    """On trial every file is printed and none is written."""
    before = sorted(tmp_path.rglob("*"))
    done = corpora("init", "--dry-run", "--ci", "github")

    assert sorted(tmp_path.rglob("*")) == before
    for name in ("pages/dataset.yaml", "grants.yaml", "waivers.yaml", "compliance.toml"):
        assert f"--- {name}\n" in done.out
    assert "--- .github/workflows/compliance.yml\n" in done.out


def test_names_differ(compliance: Compliance, tmp_path: Path) -> None:
    """Datasets in folders of one name get names of their own, also beside a card that has it already."""
    write_text(tmp_path / "c" / "dataset.yaml", "name: data\n")
    write_manifest(tmp_path / "a" / "data" / "m.parquet", [IMAGES])
    write_manifest(tmp_path / "b" / "data" / "m.parquet", [{**IMAGES, "x": "y"}])
    compliance("init")
    names = [read_card(path, "").card.name for path in sorted(tmp_path.rglob("dataset.yaml"))]

    assert names == ["a-data", "b-data", "data"]


def test_cards_that_hide_others_are_listed(compliance: Compliance, tmp_path: Path) -> None:
    """Where one card lies above another, the configuration names both, since a search ends at the first."""
    write_manifest(tmp_path / "m.parquet", [IMAGES])
    write_manifest(tmp_path / "below" / "m.parquet", [CARDS])
    compliance("init")
    written = tomllib.loads((tmp_path / "compliance.toml").read_text(encoding="utf-8"))

    assert written == {"paths": ["dataset.yaml", "below/dataset.yaml"]}
    assert "2 datasets" in compliance("check", "--as-of", "2026-08-22").out


def test_below_the_root(corpora: Compliance, tmp_path: Path) -> None:
    """For a folder in a repository the cards lie there, configuration and job at the root."""
    corpora("init", "images", "--ci", "github")

    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.[ty]*ml")} == {
        "images/dataset.yaml",
        "images/grants.yaml",
        "images/waivers.yaml",
        "compliance.toml",
        ".github/workflows/compliance.yml",
    }


def test_a_register_further_up(corpora: Compliance, tmp_path: Path) -> None:
    """No empty register is put in front of the one that holds for the folder."""
    write_text(tmp_path / "grants.yaml", "grants: []\n")
    write_text(tmp_path / "pyproject.toml", "[tool.compliance]\n")
    corpora("init", "images")

    assert not (tmp_path / "images" / "grants.yaml").exists()
    assert not (tmp_path / "compliance.toml").exists()


@pytest.mark.parametrize("arguments", [("init",), ("init", "nowhere"), ("init", "--ci", "jenkins")])
def test_nothing_to_begin_with(compliance: Compliance, arguments: tuple[str, ...]) -> None:
    """An empty folder, none at all and an unknown job are errors that say what to do; nothing is written."""
    done = compliance(*arguments)

    assert done.code == 2
    assert "try: " in done.err
    assert list(Path().iterdir()) == []


def test_what_cannot_be_checked_yet(compliance: Compliance) -> None:
    """A manifest without any address is described as far as it goes, and what is missing is said."""
    write_manifest(Path("m.parquet"), [{"key": "1", "modality": "text"}])
    done = compliance("init")

    assert "cannot be checked yet" in done.out
    assert "#   url: an_address" in Path("dataset.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("there", "written"),
    [
        (".github/dependabot.yml", ".github/workflows/compliance.yml"),
        (".gitlab-ci.yml", ".gitlab/compliance.gitlab-ci.yml"),
        (".git/config", ".gitlab-ci.yml"),
        ("README.md", None),
    ],
)
def test_where_jobs_run(compliance: Compliance, there: str, written: str | None) -> None:
    """The job is for what the repository shows, beside a job that is there already, or none."""
    write_manifest(Path("m.parquet"), [IMAGES])
    Path(".git").mkdir()
    write_text(Path(there), '[remote "origin"]\n  url = git@gitlab.com:a/b.git\n')
    before = {path for path in Path().rglob("*") if path.is_file()}
    done = compliance("init")
    jobs = {path.as_posix() for path in Path().rglob("*") if path.is_file()} - {
        *(path.as_posix() for path in before),
        *("dataset.yaml", "grants.yaml", "waivers.yaml", "compliance.toml"),
    }

    assert jobs == ({written} if written else set())
    assert ("include" in done.out) == (written == ".gitlab/compliance.gitlab-ci.yml")


@pytest.mark.parametrize("ci", ["github", "gitlab"])
def test_jobs(compliance: Compliance, ci: str) -> None:
    """A job is YAML, pins major versions, has no secrets, and calls the command with known options."""
    write_manifest(Path("m.parquet"), [IMAGES])
    compliance("init", "--ci", ci)
    (path,) = [*Path(".github").rglob("*.yml"), *Path().glob(".gitlab-ci.yml")]
    text = path.read_text(encoding="utf-8")
    options = {name for parameter in loaded("check").params for name in parameter.opts}
    called = {word for line in text.splitlines() if "compliance check" in line for word in line.split()}

    assert yaml.safe_load(text)
    assert "secrets." not in text
    assert {word for word in called if word.startswith("--")} <= options
    assert all(read_outputs([word]) for word in called if "=" in word)
    assert all("@v" in line for line in text.splitlines() if "uses:" in line)


def test_texts_are_read_back(tmp_path: Path) -> None:
    """Register and waivers are accepted by their readers, with their examples uncommented too."""
    register, waivers = tmp_path / "grants.yaml", tmp_path / "waivers.yaml"
    for path, text in ((register, GRANTS), (waivers, WAIVERS)):
        path.write_text(text, encoding="utf-8")
    assert read_register(register, "")[0].grants == ()
    assert read_waivers(waivers, "")[0] == ()

    for path, text in ((register, GRANTS), (waivers, WAIVERS)):
        head, example = text.split("# For example, instead of the brackets:\n")
        lines = "".join(
            line.removeprefix("# ").removeprefix("#") for line in example.splitlines(keepends=True)
        )
        path.write_text(head.replace(" []", "") + lines, encoding="utf-8")

    assert [grant.id for grant in read_register(register, "")[0].grants] == ["x-pro-2023"]
    assert [stated.waiver.id for stated in read_waivers(waivers, "")[0]] == ["forum-2024"]


def test_the_configuration_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings in the comments are settings that there are."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").mkdir()
    lines = (line.removeprefix("# ") for line in configuration_text([]).splitlines())
    settings = "\n".join(line for line in lines if " = " in line or line.startswith("["))
    write_text(tmp_path / "compliance.toml", settings)
    file = find_configuration(tmp_path)

    assert file is not None
    assert set(file.value) == {"paths", "rules", "fail_on", "check", "audit"}
    assert read_settings(file, {}).defaults("audit")["sample"] == "59"


@pytest.mark.parametrize(
    "text", ["a", "no", "a b", "1.5", "it's", 'a "b"', "a: b", "# a", "é", "a\tb\u202e", "\\d", "*a", "'\"\\"]
)
def test_texts_survive(text: str) -> None:
    """Whatever a column or a file is called, YAML and TOML give it back."""
    assert yaml.safe_load(f"a: {yaml_text(text)}") == {"a": text}
    assert tomllib.loads(f"a = {toml_text(text)}") == {"a": text}
