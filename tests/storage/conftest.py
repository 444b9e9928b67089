"""Stores on loopback, empty for each test."""

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyarrow import fs

from compliance.storage import faults, files
from tests.storage.servers import S3Server, WebServer, s3_server, web_server

Upload = Callable[[Path, str], str]


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebServer]:
    """Return a web server without objects; nobody waits long to ask it again."""
    monkeypatch.setattr(faults, "_FIRST_PAUSE", 0.01)
    with web_server() as server:
        yield server


@pytest.fixture(scope="session")
def _s3_server() -> Iterator[S3Server]:
    if importlib.util.find_spec("moto") is None:
        pytest.skip("moto is not installed: pip install 'compliance[test]'")
    with s3_server() as server:
        yield server


@pytest.fixture
def s3(_s3_server: S3Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    """Return an S3 server that the environment leads to, with an empty bucket `bucket`."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{_s3_server.port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key-for-tests")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret-for-tests")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    files._arrow_filesystem.cache_clear()
    store, _ = fs.FileSystem.from_uri("s3://bucket?allow_bucket_creation=true")
    store.create_dir("bucket")
    store.delete_dir_contents("bucket")
    _s3_server.requests.clear()
    _s3_server.sent = 0
    yield _s3_server
    _s3_server.is_closed = False
    _s3_server.failing.clear()
    files._arrow_filesystem.cache_clear()


@pytest.fixture
def upload(s3: S3Server) -> Upload:
    """Return a function that puts a file, or a folder of files, below a key and returns the URL."""
    store, _ = fs.FileSystem.from_uri("s3://bucket")

    def put(source: Path, key: str) -> str:
        if source.is_dir():
            for path in sorted(source.rglob("*.parquet")):
                put(path, f"{key}/{path.relative_to(source).as_posix()}")
        else:
            with store.open_output_stream(f"bucket/{key}") as stream:
                stream.write(source.read_bytes())
        s3.requests.clear()
        s3.sent = 0
        return f"s3://bucket/{key}"

    return put
