"""Whole runs over manifests that are not on this machine."""

import json
from pathlib import Path
from typing import Any

import pytest

from compliance.cli.main import exit_status
from tests.storage.conftest import Upload
from tests.storage.servers import WebServer
from tests.storage.wide import write_wide

DAY = ("--as-of", "2026-08-22")
SIGNATURE = "X-Amz-Signature=5ec2e7"


def report(tmp_path: Path, *paths: str, code: int = 1) -> dict[str, Any]:
    """Return the JSON report on the paths."""
    target = tmp_path / "report.json"
    assert exit_status(["check", *paths, *DAY, "--quiet", "--output", f"json={target}"]) == code
    return json.loads(target.read_text(encoding="utf-8"))


def test_the_same_dataset_here_and_on_s3(upload: Upload, tmp_path: Path) -> None:
    """The reports are equal but for paths and digests, which say what they are over."""
    local = [f"datasets/dispute/manifest/part-{part}.parquet" for part in (1, 3)]
    remote = [upload(Path(path), path) for path in local]
    card = ("--card", "datasets/dispute/dataset.yaml")

    here = report(tmp_path, *local, *card)
    there = report(tmp_path, *remote, *card)

    manifests = [[line for line in run["inputs"] if line["kind"] == "manifest"] for run in (here, there)]
    assert [{line["digest_of"] for line in lines} for lines in manifests] == [{"content"}, {"footer"}]
    assert [line["bytes"] for line in manifests[0]] == [line["bytes"] for line in manifests[1]]
    for run in (here, there):
        run["inputs"] = [line for line in run["inputs"] if line["kind"] != "manifest"]
    assert here == json.loads(json.dumps(there).replace("s3://bucket/", ""))


def test_no_signature_in_any_report(
    web: WebServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A signed URL is read with its signature, which is in no report and in no message."""
    web.objects["/m.parquet"] = write_wide(tmp_path / "m.parquet").read_bytes()
    web.objects["/broken.parquet"] = b"PAR1"
    web.statuses["/denied.parquet"] = 403
    urls = [web.url(f"/{name}.parquet?{SIGNATURE}") for name in ("m", "broken", "denied")]
    outputs = [tmp_path / f"report.{name}" for name in ("json", "html", "text")]
    options = [word for path in outputs for word in ("--output", f"{path.suffix[1:]}={path}")]

    exit_status(["check", *urls, *DAY, *options])
    exit_status(["check", web.url(f"/none.parquet?{SIGNATURE}"), *DAY])
    exit_status(["check", web.url(f"/*.parquet?{SIGNATURE}"), *DAY])

    shown = capsys.readouterr()
    texts = [path.read_text(encoding="utf-8") for path in outputs]
    assert "there is no manifest at" in shown.err
    assert "(of footer, size and version)" in texts[1]
    assert all("m.parquet?…" in text for text in texts[:2])
    for text in (*texts, shown.out, shown.err):
        assert "5ec2e7" not in text


def test_a_file_that_cannot_be_read(web: WebServer, tmp_path: Path) -> None:
    """One file behind a URL that cannot be read makes the run incomplete; the others are judged."""
    web.objects["/m.parquet"] = write_wide(tmp_path / "m.parquet").read_bytes()
    web.statuses["/denied.parquet"] = 403
    write_wide(tmp_path / "local.parquet")
    paths = (web.url("/denied.parquet"), web.url("/m.parquet"), str(tmp_path / "local.parquet"))
    card = tmp_path / "dataset.yaml"
    card.write_text("name: d\n", encoding="utf-8")

    found = report(tmp_path, *paths, "--card", str(card), "--fail-on", "never", code=4)

    (dataset,) = found["datasets"]
    problems = {file["path"].rsplit("/", 1)[-1]: file["problem"] for file in dataset["files"]}
    assert problems == {
        "denied.parquet": "it cannot be opened: access denied",
        "m.parquet": None,
        "local.parquet": None,
    }
    assert dataset["rows_examined"] == 20_000


def test_the_command_of_the_receipt(web: WebServer, tmp_path: Path) -> None:
    """The command in the report keeps the slashes of the URL and leaves its query out."""
    web.objects["/m.parquet"] = write_wide(tmp_path / "m.parquet").read_bytes()

    found = report(tmp_path, web.url(f"/m.parquet?{SIGNATURE}"))

    assert f" '{web.url('/m.parquet')}?…' --as-of" in found["command"]


def test_a_card_that_leads_to_a_store(upload: Upload, tmp_path: Path) -> None:
    """A card in a repository may name a manifest that lies elsewhere."""
    url = upload(write_wide(tmp_path / "wide" / "m.parquet"), "lake/m.parquet")
    card = tmp_path / "dataset.yaml"
    card.write_text(f"name: far\nmanifest: {url.replace('m.parquet', '*.parquet')}\n", encoding="utf-8")

    (dataset,) = report(tmp_path, str(card))["datasets"]

    assert [file["path"] for file in dataset["files"]] == [url]


def test_a_second_run(web: WebServer, tmp_path: Path) -> None:
    """What the cache holds is not fetched again: only example rows are, from the row group of theirs."""
    content = write_wide(tmp_path / "m.parquet").read_bytes()
    web.objects["/m.parquet"] = content
    options = (web.url("/m.parquet"), "--cache", str(tmp_path / "cache"))

    def pages() -> int:
        ends = ("=0-3", f"-{len(content) - 1}")
        count = sum(not request.endswith(ends) for request in web.requests)
        web.requests.clear()
        return count

    first, scanned = report(tmp_path, *options), pages()
    second, fetched = report(tmp_path, *options), pages()

    assert first == second
    assert scanned >= 20
    assert fetched <= 2
