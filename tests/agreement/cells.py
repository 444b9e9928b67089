# ruff: noqa: RUF001 - letters that look alike are what is tested
"""Cells as real manifests have them, and as an adversary would write them."""

import datetime

from hypothesis import strategies as st

CHARACTERS = st.characters(codec="utf-8")
SIGNS = st.sampled_from("\0\x01\t\v\x1c\x7f\x85\u2028\ufeff\ufffd\U000e0001 %'\"\\`$./:?#@-_")
ODD = st.text(st.one_of(CHARACTERS, SIGNS), max_size=12)
BLANKS = st.sampled_from(("", "", " ", "\t", "\n", " \r\n "))


def spaced(cells: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return the cells, some with white space around them."""
    return st.tuples(BLANKS, cells, BLANKS).map("".join)


_HOSTS = (
    *("x.com", "X.COM", "mobile.twitter.com", "old.reddit.com", "a.b.c.d.e.f.old.reddit.com", "notx.com"),
    *("x.com.evil.example", "nitter.net", "pbs.twimg.com", "discord.com", "www.instagram.com", "t.co"),
    *("www.tiktok.com", "linkedin.com", "mastodon.social", "example.org", "localhost", "", "com", "."),
    *(
        "x.com.",
        "x.com..",
        "x%2Ecom",
        "%EF%BD%98.com",
        "ｘ．ｃｏｍ",
        "ⓡⓔⓓⓓⓘⓣ.com",
        "𝐫𝐞𝐝𝐝𝐢𝐭.com",
        "red\u00addit.com",
    ),
    *("х.com", "bücher.example", "xn--bcher-kva.example", "x。com", "İx.com", "ΑΣ.example", "%ff.com"),
    *("x.com%00.example", "x.com%2f.example", "%78%2Ecom", "%2578.com", "[::1]", "127.0.0.1", "x.com%zz"),
    *("r.jina.ai", "web.archive.org", "archive.ph", "x-com.translate.goog", "perma.cc", "a.perma.cc"),
    *("old-reddit-com.translate.goog", "www-bbc-co-uk.cdn.ampproject.org", "a--b-c.translate.goog"),
    *("-.translate.goog", "x\ny@x.com", "x.com\0", "%F0%9F%98%80.x.com", "%e2%80%8bx.com"),
)
_USERS = ("", "", "", "me@", "me:secret@", "x.com@", "a@b@", "me%40")
_PORTS = ("", "", "", ":443", ":", ":x", ":8080", "%3A80")
_SCHEMES = (
    *("https://", "http://", "https://", "HTTPS://", "https:/", "https:///", "ftp://", "//", "", "mailto:"),
    *("https:\\\\", " https://", "\ufeffhttps://", "view-source:https://"),
)
DIGITS = st.one_of(
    st.integers(0, 10**21).map(str),
    st.sampled_from((2**63 - 1, 2**63, 1288834974657 << 22, 29700859247, 29700859246, 1 << 22)).map(str),
    st.integers(1_280_000_000_000, 1_800_000_000_000).map(lambda ms: str((ms - 1288834974657) << 22)),
    st.integers(1_400_000_000, 2_300_000_000).map(lambda seconds: str(seconds << 32)),
)
_CODES = st.text("ABCxyz019-_", min_size=3, max_size=14)
_FIXED_PATHS = ("", "/", "/jack", "\\jack", "?to=@evil.example", "#@evil.example", "/a%20b%zz%", "/%ff+1")
PATHS = st.one_of(
    st.sampled_from(_FIXED_PATHS),
    DIGITS.map("/jack/status/{}".format),
    DIGITS.map("/jack/statuses/{}?s=20".format),
    DIGITS.map("/channels/1/2/{}/".format),
    DIGITS.map("/@a/video/{}".format),
    DIGITS.map("/@a/{}".format),
    DIGITS.map("/posts/x_activity-{}-ab".format),
    _CODES.map("/p/{}/".format),
    _CODES.map("/reel/{}".format),
    ODD.map("/{}".format),
)
PAGES = st.tuples(*map(st.sampled_from, (_SCHEMES, _USERS, _HOSTS, _PORTS)), PATHS).map("".join)
_COPIES = (
    *("https://web.archive.org/web/2020/", "https://r.jina.ai/", "http://archive.ph/newest/"),
    *("https://perma.cc/X?url=", "https://webcache.googleusercontent.com/search?q=cache:AB:"),
    *("https://cdn.ampproject.org/c/s/", "https://web.archive.org/web/%EF%F0/"),
)
COPIES = st.tuples(
    st.sampled_from(_COPIES),
    st.one_of(PAGES, PAGES.map(lambda page: page.replace(":", "%3A").replace("/", "%2F"))),
).map("".join)
COPIES_OF_COPIES = COPIES.map("https://web.archive.org/web/1/{}".format)
URLS = spaced(st.one_of(PAGES, PAGES, PAGES, COPIES, COPIES_OF_COPIES, ODD, st.just("a." * 2_000)))

_DATES = (
    *("2023-04-01", "2023-4-1", "2023/04/01", "2024-02-29", "2023-02-29", "0001-01-01", "9999-12-30"),
    *("10001-01-01", "02023-04-01", "23-4-1", "2023-04", "20230401", "2023-13-01", "04/01/2023", "soon"),
    *("1582-10-10", "1969-12-31", "infinity", "2023 04 01", "2023-04/01", "٢٠٢٣-04-01", "2023-03-26"),
)
_CLOCKS = (
    *("", "T10:00", " 23:59:59", "T00:00:00.000001", " 1:2:3", "T24:00:00", "T24:00:01", " 10", "T23:59:60"),
    *("T10:00:00.1234567", "  10:00:00.", " 10:60", "t10:00", " 02:30:00"),
)
_ZONES = (
    *(
        "",
        "",
        "Z",
        "z",
        "+00",
        "+0200",
        "-05:00",
        "+05:45",
        "-12",
        "+18:30",
        " UTC",
        " ",
        "+1",
        " Nowhere",
        " Z",
    ),
    *(" Europe/Berlin", " America/New_York", " +01:00", "+01:02:03"),
)
WRITTEN_TIMES = spaced(st.tuples(*map(st.sampled_from, (_DATES, _CLOCKS, _ZONES))).map("".join))
_NUMBERS = (
    *("1.5", "-2.5", "2.49", "1e3", "15e-1", "1.", ".5", ".", "1_000", "_1", "1__0", "0x1F", "0xZ", "0b101"),
    *("+5", "--1", "1e", "1 000", "NaN", "٣", "007", "1,5", "-0", "9223372036854775808", "1\0"),
    *(
        "0x1_F",
        "0xA_B",
        "0b1_0",
        "0x_1",
        "0xA__B",
        "0x1F\v",
        "\f0x1F",
        "-0x1",
        "5\v",
        "1e40",
        "0x8000000000000000",
    ),
)
WRITTEN_NUMBERS = st.one_of(st.integers(-(10**6), 10**6).map(str), spaced(st.sampled_from(_NUMBERS)))
_WORDS = (
    "api",
    "API",
    "Scrape Logged-Out",
    "scrape - logged\u00a0in",
    "crawl\vx",
    "İstanbul",
    "ΑΣ",
    "ẞ",
    "K",
)
TEXTS = st.one_of(spaced(st.sampled_from((*_WORDS, "\\", ""))), ODD, st.just("long " * 2_000))
WRITTEN_BOOLEANS = st.one_of(
    st.sampled_from(("Yes", "f", "on", "1", "TRUE ", "2", "ＴＲＵＥ", "true\0")), TEXTS
)
IDS = st.one_of(spaced(DIGITS), WRITTEN_NUMBERS, st.sampled_from(("a\\_0b", "\\x0", "_0")), ODD)
LISTS = st.lists(st.one_of(st.none(), TEXTS), max_size=3)

_SIGNAL_WORDS = (
    *("tdm", "TDM ", "train_ai", "all", "other", "disallowed", "Allowed", "constrained", "odd", "", " "),
)
_SCHEMES_OF_SIGNALS = ("aipref", "Content_Signal", "tdmrep", "TDMRep", "rsl", "")
_RAW = (
    *("Content-Usage: train-ai=n, search=y", "content-usage: /a train-ai=y", "train-ai=y;x=1, train-ai=n"),
    *('x="a, train-ai=y", train-ai=n', "x=(a b);q=1.5, y=?0, train-ai=n", "Train-AI=n", "train-ai", "é=1"),
    *("search=y;train-ai=n", "train-ai=n,", "Content-Signal: ai-train=no", "ai-train=yes,search=no", "0"),
    *("ai-train=yes, ai-train=no", "ai-train=maybe", "TDM-Reservation: 1", "tdm-reservation:0\n", "2", "\0"),
)
_PIECES = (
    "train-ai",
    "=",
    "n",
    "y",
    ",",
    ";",
    " ",
    "(",
    ")",
    '"',
    "\\",
    "?1",
    ":",
    "no",
    "ai-train=yes",
    "\t",
)
_WRITTEN_SIGNALS = st.one_of(
    st.sampled_from(_RAW), st.lists(st.sampled_from(_PIECES), max_size=9).map("".join), ODD
)
SIGNALS = st.lists(
    st.fixed_dictionaries(
        {
            "scheme": st.none() | st.sampled_from(_SCHEMES_OF_SIGNALS),
            "category": st.none() | st.sampled_from(_SIGNAL_WORDS),
            "value": st.none() | st.sampled_from(_SIGNAL_WORDS),
            "raw": st.none() | spaced(_WRITTEN_SIGNALS),
        }
    ),
    max_size=3,
)


def _times(first: int, last: int) -> st.SearchStrategy[datetime.datetime]:
    """Return times between two years, in UTC without a zone."""
    return st.datetimes(datetime.datetime(first, 1, 2), datetime.datetime(last, 12, 30))  # noqa: DTZ001 - UTC


TIMES, TIMES_IN_NANOSECONDS, TIMES_NEAR = _times(1, 9999), _times(1900, 2200), _times(2023, 2023)
