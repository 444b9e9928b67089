"""`compliance export gx`: a project that Great Expectations itself loads and runs."""

import datetime
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import compliance as package
from compliance.cli.export.assets import asset_of
from compliance.cli.main import exit_status
from compliance.errors import UsageError
from compliance.gx.project.steady_ids import settle_ids, steady
from compliance.inputs.discovery import Target
from compliance.laws import read_laws
from compliance.storage import read_place
from tests.factories import write_manifest, write_text
from tests.gx.conftest import AS_OF, open_context

DATASETS = Path(__file__).parents[2] / "datasets"
ROW = {"id": "1", "url": "https://x.com/a/status/1", "platform": "x", "acquisition_method": "api"}


@pytest.fixture(name="repository")
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with a dataset, and be in it."""
    folder = tmp_path / "repository"
    (folder / ".git").mkdir(parents=True)
    write_manifest(folder / "data/posts/m.parquet", [ROW])
    write_text(folder / "data/posts/dataset.yaml", "name: posts\nmanifest: m.parquet\n")
    monkeypatch.chdir(folder)
    return folder


def export(*arguments: str) -> int:
    """Return the exit code of an export to the folder `quality`."""
    return exit_status(["export", "gx", "--to", "quality", *arguments])


def contents(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def run(script: Path) -> subprocess.CompletedProcess[str]:
    """Run the script of a project, from elsewhere."""
    command = [sys.executable, str(script), AS_OF]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=script.anchor)


def test_a_moved_project_runs(repository: Path) -> None:
    """The repository can be moved with the project in it; the script exits 1 for what a rule finds."""
    assert export("data/posts") == 0

    moved = repository.rename(repository.parent / "moved")
    done = run(moved / "quality/run.py")
    [dataset] = package.audit(moved / "data/posts", as_of=datetime.date.fromisoformat(AS_OF)).datasets
    findings = sum(counts.violation + counts.unproven > 0 for _, counts in dataset.counts)
    report = json.loads((moved / "quality/gx/uncommitted/reports/posts.json").read_text(encoding="utf-8"))

    assert done.returncode == 1, done.stderr
    assert f"posts: {len(dataset.counts) - findings} of {len(dataset.counts)} expectations met" in done.stdout
    assert findings > 0
    assert report["as_of"] == AS_OF
    index = moved / "quality/gx/uncommitted/data_docs/local_site/index.html"
    assert "default-src 'none'" in index.read_text(encoding="utf-8")


def test_a_project_on_compliant_data_passes(repository: Path) -> None:
    """The script exits 0 where no rule finds anything; what GX writes on the way is ignored by git."""
    shutil.copytree(DATASETS / "clean", repository / "clean")
    assert export("clean") == 0
    before = contents(repository / "quality")

    done = run(repository / "quality/run.py")
    after = contents(repository / "quality")

    assert done.returncode == 0, done.stdout + done.stderr
    assert {path: after[path] for path in before} == before
    ignored = before["gx/.gitignore"].decode().split()
    assert all(any(name in path for name in ignored) for path in after.keys() - before.keys())


def test_equal_exports_are_equal(repository: Path) -> None:
    """The same command writes the same files again, and no more; another dataset has other ids."""
    assert export() == 0
    first = contents(repository / "quality")
    assert export("--force") == 0

    assert contents(repository / "quality") == first
    assert steady("asset posts") in first["gx/great_expectations.yml"].decode()
    assert steady("asset posts") != steady("asset others")


def test_gx_loads_it(repository: Path) -> None:
    """The context has the asset with its papers, a suite of every rule, and no analytics."""
    write_text(repository / "papers/grants.yaml", "grants: []\n")
    assert export("data/posts", "--grants", "papers/grants.yaml") == 0

    context = open_context(repository / "quality")
    asset = context.data_sources.get("compliance").get_asset("posts")
    configuration = (repository / "quality/gx/great_expectations.yml").read_text(encoding="utf-8")

    assert (asset.path, asset.grants) == ("data/posts/dataset.yaml", "papers/grants.yaml")
    assert len(context.suites.get("posts").expectations) == len(read_laws().packs.rules)
    assert "analytics_enabled: false" in configuration
    assert str(repository) not in configuration


def test_nothing_is_overwritten(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is there stops the export before anything is written."""
    write_text(repository / "quality/run.py", "mine")
    code = export()

    assert (code, contents(repository / "quality")) == (2, {"run.py": b"mine"})
    assert "quality/run.py exists already" in capsys.readouterr().err


@pytest.mark.usefixtures("repository")
def test_several_paths_are_no_asset(capsys: pytest.CaptureFixture[str]) -> None:
    """A dataset of files named one by one is refused: an asset has one path."""
    write_manifest(Path("data/posts/n.parquet"), [ROW])
    code = export("data/posts/m.parquet", "data/posts/n.parquet", "--card", "data/posts/dataset.yaml")

    assert code == 2
    assert "a data asset has one" in capsys.readouterr().err


def test_a_signed_address_is_not_written(tmp_path: Path) -> None:
    """A URL whose query may hold a signature is refused, and the message does not show it."""
    target = Target(None, (read_place("https://example.org/m.parquet?X-Signature=secret"),))

    with pytest.raises(UsageError, match="may hold a secret") as refused:
        asset_of("m", target, tmp_path, {})
    assert "X-Signature" not in refused.value.text


@pytest.mark.usefixtures("repository")
def test_without_great_expectations(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without GX the command says what to install."""
    for name in [name for name in sys.modules if name.startswith("compliance.gx")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "great_expectations", None)
    code = export()

    assert code == 2
    assert "pip install 'compliance[gx]'" in capsys.readouterr().err


def test_ids_follow_from_names(tmp_path: Path) -> None:
    """A random id becomes that of its name; one that nobody knows, that of its file."""
    known, unknown = "8f959e2e-d26f-47e9-b142-a5a09b7dd030", "c687e797-6546-4700-bd14-a164e9904f58"
    file = write_text(tmp_path / "a.json", f"{known} {unknown} {known}")
    settle_ids(tmp_path, {known: "suite a"})

    assert file.read_text(encoding="utf-8").split() == [
        steady("suite a"),
        steady("a.json"),
        steady("suite a"),
    ]


def test_rules_as_plain_sql(repository: Path) -> None:
    """GX loads a suite with a query for each rule that SQL can ask; the README names every rule."""
    assert export("--sql", "snowflake", "--as-of", AS_OF) == 0

    rows, *queries = open_context(repository / "quality").suites.get("posts in snowflake").expectations
    ids = [query.meta["compliance"]["rule"] for query in queries]
    files = contents(repository / "quality/sql/snowflake/posts")
    readme = (repository / "quality/README.md").read_text(encoding="utf-8")
    every = [rule.id for rule in read_laws().packs.rules]

    assert (rows.expectation_type, rows.min_value) == ("expect_table_row_count_to_be_between", 1)
    assert {f"{id_}.sql" for id_ in ids} == files.keys()
    assert all("{batch}" in query.unexpected_rows_query for query in queries)
    assert [rule for rule in every if f"| `{rule}` |" not in readme] == []
    assert len(re.findall(r"left out: \w", readme)) == len(every) - len(ids)
    assert queries[0].meta["compliance"]["sql"]["as_of"] == AS_OF


def test_what_is_lost_is_said(repository: Path) -> None:
    """A rule that finds more than the kernel says so in its file, in its expectation and in the README."""
    assert export("--sql", "duckdb", "--as-of", AS_OF) == 0
    loss = "records without a known platform whose URL is unusual, or of an archive or cache"

    suite = open_context(repository / "quality").suites.get("posts in duckdb").expectations
    notes = {one.meta["compliance"]["rule"]: one.notes for one in suite[1:]}
    folder = repository / "quality/sql/duckdb/posts"
    lossy, exact = "social/terms-known", "provenance/purpose-stated"
    readme = (repository / "quality/README.md").read_text(encoding="utf-8")

    assert f"Also unproven in plain SQL: {loss}." in notes[lossy]
    assert f"-- Also unproven here: {loss}.\n" in (folder / f"{lossy}.sql").read_text(encoding="utf-8")
    assert f"| `{lossy}` | the records that `check` finds; also unproven: {loss} |" in readme
    assert "the records are those that" in (folder / f"{exact}.sql").read_text(encoding="utf-8").lower()
    assert f"| `{exact}` | the records that `check` finds |" in readme


def test_what_is_configured_holds(repository: Path) -> None:
    """A project is of what `check` would look at: the configured paths, papers and day."""
    write_text(repository / "papers/grants.yaml", "grants: []\n")
    write_text(
        repository / "compliance.toml",
        """
        paths = ["data/posts"]
        grants = "papers/grants.yaml"
        as_of = "2024-01-01"
        """,
    )
    assert export("--sql", "trino") == 0

    source = open_context(repository / "quality").data_sources.get("compliance")
    readme = (repository / "quality/README.md").read_text(encoding="utf-8")

    assert source.get_asset("posts").grants == "papers/grants.yaml"
    assert "Rules as plain SQL, as of 2024-01-01" in readme


@pytest.mark.usefixtures("repository")
def test_an_unknown_dialect(capsys: pytest.CaptureFixture[str]) -> None:
    """A dialect that nobody writes is refused by name, and nothing is written."""
    code = export("--sql", "cobol")

    assert (code, Path("quality").exists()) == (2, False)
    assert "--sql does not know 'cobol'" in capsys.readouterr().err


def test_gx_runs_a_query_on_spark(repository: Path, spark: Any) -> None:
    """GX counts as many unexpected rows of a data frame as `check` finds, and none is an empty success."""
    assert export("--sql", "spark", "--as-of", AS_OF) == 0
    day = datetime.date.fromisoformat(AS_OF)
    counts = dict(package.audit(repository / "data/posts", as_of=day).datasets[0].counts)

    context = open_context(repository / "quality")
    source = context.data_sources.add_spark("spark", persist=False)
    frame = spark.read.parquet(str(repository / "data/posts/m.parquet"))
    definition = source.add_dataframe_asset("posts").add_batch_definition_whole_dataframe("all")
    batch = definition.get_batch({"dataframe": frame})
    suite = {
        one.meta["compliance"]["rule"]: one for one in context.suites.get("posts in spark").expectations[1:]
    }
    for id_ in ("provenance/purpose-stated", "social/paid-api-grant", "provenance/collection-date-past"):
        result = batch.validate(suite[id_])
        unexpected = counts[id_].violation + counts[id_].unproven

        assert (result.success, result.result["observed_value"]) == (unexpected == 0, unexpected)
