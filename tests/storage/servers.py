"""Servers on this machine that behave, and misbehave, as those of others do."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass
class WebServer:
    """Objects behind HTTP, with what was asked and sent."""

    port: int = 0
    objects: dict[str, bytes] = field(default_factory=dict)
    """Path → content."""
    answers_ranges: bool = True
    failing: list[int] = field(default_factory=list)
    """Statuses of the next answers; 0 hangs up instead."""
    statuses: dict[str, int] = field(default_factory=dict)
    """Path → status of every answer."""
    redirects: dict[str, str] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    """Path and range of each request."""
    sent: int = 0
    """Bytes of all contents."""

    def url(self, path: str) -> str:
        """Return the URL of a path."""
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def web_server() -> Iterator[WebServer]:
    """Run a server for as long as the context lasts."""
    state = WebServer()

    class Handler(_Handler):
        server_state = state

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    server_state: WebServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        state, path = self.server_state, urlsplit(self.path).path
        asked = self.headers.get("Range", "")
        state.requests.append(f"{path} {asked}")
        if state.failing:
            self._fail(state.failing.pop(0))
        elif path in state.statuses:
            self._answer(state.statuses[path])
        elif path in state.redirects:
            self._answer(302, b"", Location=state.redirects[path])
        elif path not in state.objects:
            self._answer(404)
        else:
            self._content(state.objects[path], asked if state.answers_ranges else "")

    def _content(self, content: bytes, asked: str) -> None:
        tag = f'"{hash(content):x}"'
        found = re.fullmatch(r"bytes=(\d+)-(\d+)", asked)
        if found is None:
            self._answer(200, content, ETag=tag)
        elif int(found[1]) >= len(content):
            self._answer(416, b"", **{"Content-Range": f"bytes */{len(content)}"})
        else:
            part = content[int(found[1]) : int(found[2]) + 1]
            end = int(found[1]) + len(part) - 1
            self._answer(206, part, ETag=tag, **{"Content-Range": f"bytes {found[1]}-{end}/{len(content)}"})

    def _fail(self, status: int) -> None:
        if status:
            self._answer(status)
        else:
            self.close_connection = True

    def _answer(self, status: int, content: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        # Counted first: whoever has the last byte may look at the count at once.
        self.server_state.sent += len(content)
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Keep quiet."""


@dataclass
class S3Server:
    """An S3 server with what was asked of it."""

    port: int = 0
    failing: list[int] = field(default_factory=list)
    """Statuses of the next answers."""
    is_closed: bool = False
    """Whether every request is denied."""
    requests: list[str] = field(default_factory=list)
    """Method and path of each request."""
    sent: int = 0
    """Bytes of all parts of objects."""


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """Run moto, a server of the S3 protocol, for as long as the context lasts."""
    from moto.server import DomainDispatcherApplication, create_backend_app  # noqa: PLC0415 - may be missing
    from werkzeug.serving import WSGIRequestHandler, make_server  # noqa: PLC0415 - likewise

    state = S3Server()
    moto = DomainDispatcherApplication(create_backend_app)

    def app(environ, start_response):
        state.requests.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        if state.is_closed or state.failing:
            status = "403 Forbidden" if state.is_closed else f"{state.failing.pop(0)} Failing"
            start_response(status, [("Content-Length", "0")])
            return [b""]
        parts = list(moto(environ, start_response))
        state.sent += sum(map(len, parts)) if environ["REQUEST_METHOD"] == "GET" else 0
        return parts

    class Quiet(WSGIRequestHandler):
        def log(self, *_: object, **__: object) -> None:
            """Keep quiet."""

    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    state.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
