# ruff: noqa: RUF001 - letters that look alike are what is tested
"""The platform behind the host of a URL."""

from pathlib import Path

import pyarrow as pa
import pytest

from compliance.expressions import FactPlan
from compliance.model.platform import HostKind
from compliance.model.reference import HostLine
from tests.factories import HOSTS, profile, read_dataset, write_manifest

FOUND = {
    "https://x.com/jack/status/20": ("x", "primary"),
    "http://twitter.com": ("x", "primary"),
    "https://pbs.twimg.com/media/a.jpg": ("x", "media"),
    "https://t.co/abc": ("x", "short_link"),
    "https://nitter.net/jack": ("x", "mirror"),
    # sub-domains, however deep
    "https://mobile.twitter.com/jack": ("x", "primary"),
    "https://old.reddit.com/r/x": ("reddit", "primary"),
    "https://a.b.c.d.e.f.g.old.reddit.com/": ("reddit", "primary"),
    # spelling
    "HTTPS://WWW.X.COM/jack": ("x", "primary"),
    "  https://x.com/jack\n": ("x", "primary"),
    "https://x.com./jack": ("x", "primary"),
    "https://x.com:443/jack": ("x", "primary"),
    "https://x.com:/jack": ("x", "primary"),
    "https://me:secret@x.com/jack": ("x", "primary"),
    "https://me:secret@x.com:8080/jack": ("x", "primary"),
    "https://x%2Ecom/jack": ("x", "primary"),
    "https://%78.com/jack": ("x", "primary"),
    "https://x.com?to=@evil.example": ("x", "primary"),
    "https://x.com#@evil.example": ("x", "primary"),
    "https://x.com\\@evil.example/": ("x", "primary"),
    "https:\\\\x.com\\jack": ("x", "primary"),
    "https:/x.com/jack": ("x", "primary"),
    "https:///x.com/jack": ("x", "primary"),
    "ftp://x.com/file": ("x", "primary"),
    # letters that a browser reads as plain ones
    "https://ｘ．ｃｏｍ/jack": ("x", "primary"),
    "https://x。com/jack": ("x", "primary"),
    "https://ⓡⓔⓓⓓⓘⓣ.com/r/x": ("reddit", "primary"),
    "https://𝐫𝐞𝐝𝐝𝐢𝐭.com/r/x": ("reddit", "primary"),
    "https://red\u00addit.com/r/x": ("reddit", "primary"),
    "https://%EF%BD%98.com/jack": ("x", "primary"),
    # without a scheme
    "x.com/jack": ("x", "primary"),
    "www.reddit.com": ("reddit", "primary"),
    "//x.com/jack": ("x", "primary"),
    "X.com:443/jack": ("x", "primary"),
}
NOT_FOUND = (
    "mailto:jack@x.com",
    "urn:x.com",
    "did:web:x.com",
    "https://х.com/jack",
    "https://é.example/x.com",
    "data:,x.com/",
    "https://evil.example%2F.x.com/",
    "https://x.com.evil.example/",
    "https://notreddit.com/",
    "https://reddit.com-login.example/",
    "https://reddit.community/",
    "https://xxcom/",
    "https://com/",
    "https://x.com@evil.example/",
    "https://x.com:secret@evil.example/",
    "https://x.com%40evil.example/",
    "https://evil.example\\@x.com/",
    "https://evil.example/https://x.com/jack",
    "https://evil.example/x.com",
    "https://evil.example?https://x.com/",
    "https://evil.example#x.com",
    "https://evil.example?@x.com/",
    "evil.example/x.com",
    "//evil.example/x.com",
    "/x.com/jack",
    "http://[2001:db8::1]/x.com",
    "http://[::ffff:1.2.3.4]:80/",
    "http://127.0.0.1:8080/x.com",
    "http://localhost/",
    "data:text/html,https://x.com/",
    "javascript:location='https://x.com/'",
    "urn:isbn:0451450523",
    "https://",
    "https://%zz/",
    "%",
    "...",
    "not a url at all",
    "\N{PILE OF POO}",
    "a" * 10_000,
    "'; DROP TABLE hosts; --",
    "",
    "   ",
)
WRAPPED = {
    "https://web.archive.org/web/2020/https://twitter.com/jack": "x",
    "https://web.archive.org/web/20200102id_/http://www.reddit.com/r/x": "reddit",
    "https://web.archive.org/web/2020/https%3A%2F%2Ftwitter.com%2Fjack": "x",
    "https://web.archive.org/web/2020/HTTPS://TWITTER.COM/jack": "x",
    "https://web.archive.org/web/2020/https:/twitter.com/jack": "x",
    "https://web.archive.org/save/https://me@old.reddit.com:443/r": "reddit",
    "http://archive.ph/2020/https://x.com/jack": "x",
    "archive.ph/https://x.com/jack": "x",
    "https://web.archive.org/web/2020id_/twitter.com/jack": "x",
    "https://web.archive.org/web/2020*/twitter.com": "x",
    "https://www.perma.cc/https://x.com/jack": "x",
    "https://web.archive.org/web/2020/https://archive.ph/2019/https://x.com/jack": "x",
    "https://web.archive.org/web/2020/https://archive.ph/AbCdE": None,
    "https://webcache.googleusercontent.com/search?q=cache:AbC:https://x.com/jack+jack": "x",
    "https://webcache.googleusercontent.com/search?q=cache:AbC:x.com/jack&hl=en": "x",
    "https://webcache.googleusercontent.com/search?q=cache:AbC:www.x.com": "x",
    "https://x-com.cdn.ampproject.org/c/s/x.com/jack": "x",
    "https://www-x-com.cdn.ampproject.org/v/s/www.x.com/jack?amp_js_v=0.1": "x",
    "https://evil--site-example.cdn.ampproject.org/c/s/x.com/jack": None,
    "https://old-reddit-com.translate.goog/r/x?_x_tr_sl=en": "reddit",
    "https://r.jina.ai/https://x.com/jack": "x",
    "https://r.jina.ai/x.com/jack": "x",
    # Escapes in another encoding than UTF-8.
    "https://web.archive.org/web/2020/https://x.com/caf%E9": "x",
    "https://web.archive.org/web/2020/https%3A%2F%2Fx.com/caf%E9": "x",
    "https://web.archive.org/web/2020/https://evil.example/": None,
    "https://web.archive.org/web/2020/evil.example/x.com": None,
    "https://web.archive.org/web/2020/https://x.com.evil.example/": None,
    "https://web.archive.org/web/2020/https://evil.example/https://x.com": None,
    "https://web.archive.org/": None,
    "https://archive.ph/AbCdE": None,
}


def detected(
    folder: Path, urls: list[str | None], hosts: tuple[HostLine, ...] = HOSTS
) -> list[tuple[object, object]]:
    """Return platform and kind of host for each URL, scanned as one manifest."""
    rows = [{"id": "1", "contained_in": str(index), "url": url} for index, url in enumerate(urls)]
    schema = pa.schema([(name, pa.string()) for name in ("id", "contained_in", "url")])
    dataset = read_dataset(write_manifest(folder / "m.parquet", rows, schema))
    plan = FactPlan(("platform.detected", "platform.host_kind", "record.contained_in"))
    found = {row["record.contained_in"]: row for row in profile(dataset, plan, hosts).table.to_pylist()}
    assert len(found) == len(urls)
    chosen = (found[str(index)] for index in range(len(urls)))
    return [(row["platform.detected"], row["platform.host_kind"]) for row in chosen]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[object, object]]:
    """Return what the scan finds behind every URL of the tables above."""
    urls: list[str | None] = [*FOUND, *NOT_FOUND, *WRAPPED]
    return {
        str(url): answer
        for url, answer in zip(urls, detected(tmp_path_factory.mktemp("m"), urls), strict=True)
    }


@pytest.mark.parametrize("url", FOUND)
def test_a_host_is_known_however_it_is_written(url: str, answers: dict[str, tuple[object, object]]) -> None:
    """A browser would open a host of the platform, so the record is from there."""
    assert answers[url] == FOUND[url]


@pytest.mark.parametrize("url", NOT_FOUND, ids=lambda url: url[:40])
def test_a_look_alike_is_another_host(url: str, answers: dict[str, tuple[object, object]]) -> None:
    """A browser would open another host or nothing, so nothing is detected."""
    assert answers[url] == (None, None)


@pytest.mark.parametrize("url", WRAPPED)
def test_an_archived_page_is_from_where_it_was(url: str, answers: dict[str, tuple[object, object]]) -> None:
    """The platform is that of the address inside an archive's address; the host stays an archive."""
    assert answers[url] == (WRAPPED[url], "archive")


def test_no_url(tmp_path: Path) -> None:
    """A record without a URL has no detected platform."""
    assert detected(tmp_path, [None, "https://x.com/"]) == [(None, None), ("x", "primary")]


def test_the_longest_known_host_decides(tmp_path: Path) -> None:
    """A platform on a sub-domain of another is itself, and its neighbours are not."""
    hosts = (*HOSTS, HostLine("blog.reddit.com", "medium", HostKind.PRIMARY))
    urls: list[str | None] = [
        "https://blog.reddit.com/",
        "https://a.blog.reddit.com/",
        "https://b.reddit.com/",
    ]

    assert [platform for platform, _ in detected(tmp_path, urls, hosts)] == ["medium", "medium", "reddit"]


def test_an_internationalised_host_is_known_in_both_spellings(tmp_path: Path) -> None:
    """The ASCII form of a host and its own letters are one host, whichever is listed."""
    hosts = (
        HostLine("xn--bcher-kva.example", "a", HostKind.PRIMARY),
        HostLine("müller.example", "b", HostKind.PRIMARY),
    )
    urls: list[str | None] = [
        "https://bücher.example/",
        "https://BÜCHER.example/",
        "https://xn--bcher-kva.example/",
        "https://shop.xn--mller-kva.example/",
        "https://m%C3%BCller.example/",
    ]

    assert [platform for platform, _ in detected(tmp_path, urls, hosts)] == ["a", "a", "a", "b", "b"]


def test_a_short_host_stands_for_its_sub_domains(tmp_path: Path) -> None:
    """A host shorter than the ending that is looked up first is found below any label."""
    hosts = (HostLine("t.co", "x", HostKind.SHORT_LINK),)
    urls: list[str | None] = ["https://t.co/a", "https://www.t.co/a", "https://a-b.t.co/", "https://xt.co/"]

    assert [platform for platform, _ in detected(tmp_path, urls, hosts)] == ["x", "x", "x", None]


def test_without_known_hosts(tmp_path: Path) -> None:
    """An empty list of hosts detects nothing and fails nothing."""
    assert detected(tmp_path, ["https://x.com/"], ()) == [(None, None)]
