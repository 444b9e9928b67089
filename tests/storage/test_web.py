"""Manifests behind HTTP."""

from pathlib import Path

import pytest

from compliance.errors import UsageError
from compliance.evidence import fetch_rows
from compliance.model.profile import pointer_to
from tests.factories import plan_for, profile, read_dataset
from tests.storage.servers import WebServer
from tests.storage.wide import GROUP, ROWS, remote_dataset, write_wide

PLAN = plan_for("record.purpose = 'research' AND record.platform = 'x'")


@pytest.fixture
def wide(web: WebServer, tmp_path: Path) -> str:
    """Return the URL of a manifest with ten row groups and a broad column."""
    web.objects["/m.parquet"] = write_wide(tmp_path / "m.parquet").read_bytes()
    return web.url("/m.parquet")


def test_only_the_needed_columns_are_read(web: WebServer, wide: str, tmp_path: Path) -> None:
    """The groups are those of the local file, and hardly a byte of the broad column was sent."""
    found = profile(remote_dataset(wide), PLAN)

    assert found.table.equals(profile(read_dataset(tmp_path / "m.parquet"), PLAN).table)
    assert found.coverage[0].rows_examined == ROWS
    size = len(web.objects["/m.parquet"])
    assert size > 1_500_000
    assert web.sent < 0.15 * size


def test_the_footer_alone_is_read_at_first(web: WebServer, wide: str) -> None:
    """Finding a manifest costs its first bytes and its tail."""
    remote_dataset(wide)

    assert web.sent < 66_000


def test_rows_for_evidence(web: WebServer, wide: str) -> None:
    """Only the row group that holds a pointed row is read, and of it only canonical columns."""
    files = remote_dataset(wide).files
    web.requests.clear()
    web.sent = 0

    found = fetch_rows(files, [pointer_to(0, 3 * GROUP + 17)])

    (exemplar,) = found.values()
    assert (exemplar.row, dict(exemplar.cells)["id"]) == (3 * GROUP + 17, str(3 * GROUP + 17))
    assert web.sent < 80_000
    assert len(web.requests) <= 6


def test_a_server_that_fails_at_first(web: WebServer, wide: str) -> None:
    """Server errors and hang-ups that pass are not noticed; each request is tried again on its own."""
    web.failing += [503, 0]
    dataset = remote_dataset(wide)
    web.failing += [500]

    assert profile(dataset, PLAN).coverage[0].rows_examined == ROWS


def test_a_server_that_fails_for_good(web: WebServer, wide: str) -> None:
    """After three tries the file counts as unread, with the reason."""
    web.statuses["/m.parquet"] = 503

    (unread,) = remote_dataset(wide).unread

    assert unread.problem == "it cannot be read, after 3 tries: HTTP Error 503: Service Unavailable"
    assert len(web.requests) == 3


def test_a_refusal(web: WebServer, wide: str) -> None:
    """Access denied is reported at once, with what to check; nothing is tried again."""
    web.statuses["/m.parquet"] = 403

    (unread,) = remote_dataset(wide).unread

    assert (unread.path, unread.problem) == (wide, "it cannot be opened: access denied")
    assert "credentials" in (unread.remedy or "")
    assert len(web.requests) == 1


def test_nothing_there(web: WebServer) -> None:
    """A URL behind which there is nothing is a usage error, as a path would be."""
    with pytest.raises(UsageError, match=r"there is no manifest at http://.*/none.parquet$"):
        remote_dataset(web.url("/none.parquet"))

    assert len(web.requests) == 1


@pytest.mark.parametrize("path", ["/*.parquet", "/folder/", "", "/part-[01].parquet"])
def test_folders_and_patterns(path: str, web: WebServer) -> None:
    """HTTP lists nothing: folders and patterns are refused before anything is asked."""
    with pytest.raises(UsageError, match="HTTP knows neither folders nor patterns"):
        remote_dataset(web.url(path))

    assert web.requests == []


def test_a_server_without_ranges(web: WebServer, wide: str) -> None:
    """A server that would send everything for every request is refused, with what to do."""
    web.answers_ranges = False

    (unread,) = remote_dataset(wide).unread

    assert unread.problem == "its server does not answer range requests"
    assert "download" in (unread.remedy or "")


def test_a_file_that_changes(web: WebServer, wide: str) -> None:
    """A file that is another one when it is scanned is left out whole."""
    dataset = remote_dataset(wide)
    web.objects["/m.parquet"] = b"PAR1" + web.objects["/m.parquet"]

    (line,) = profile(dataset, PLAN).coverage

    assert (line.rows_examined, line.problem) == (0, "it changed while it was read")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "it is empty, 0 bytes"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "it is a git-LFS pointer"),
        (b"<html>Please log in</html>", "it is not a Parquet file"),
        (b"PAR1 and then the copy ended", "it is truncated"),
        (b"PAR1" + b"\0" * 70_000, "it is truncated"),
        (b"PAR1" + b"\0" * 100 + b"\xff\xff\xff\x7fPAR1", "its Parquet footer is damaged"),
        (b"PAR1" + b"\0" * 100 + b"\x20\x00\x00\x00PAR1", "its Parquet footer is damaged"),
    ],
)
def test_what_is_no_parquet(content: bytes, problem: str, web: WebServer) -> None:
    """What is behind the URL instead of Parquet is said as for local files."""
    web.objects["/m.parquet"] = content

    (unread,) = remote_dataset(web.url("/m.parquet")).unread

    assert (unread.problem or "").startswith(problem)


def test_redirects(web: WebServer, wide: str) -> None:
    """A redirect to another web address is followed, one to a file of this machine is not."""
    web.redirects["/moved"] = wide
    web.redirects["/local"] = "file:///etc/passwd"

    assert remote_dataset(web.url("/moved")).files[0].rows == ROWS
    assert len(remote_dataset(web.url("/local")).unread) == 1


def test_urls_that_differ_in_their_query_alone(web: WebServer, wide: str) -> None:
    """Their names would be equal without the query, so they are numbered; both are read."""
    files = remote_dataset(f"{wide}?part=1", f"{wide}?part=2").files

    assert [file.path for file in files] == [f"{wide}?…", f"{wide}?… (2)"]
    assert [file.location for file in files] == [f"{wide}?part=1", f"{wide}?part=2"]
    assert web.sent > 0
