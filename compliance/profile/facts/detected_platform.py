r"""The platform behind the host of a URL, addresses of archives, caches and proxies unwrapped.

A host stands for its sub-domains: labels are dropped from the left until a known host is
met, so `old.reddit.com` is Reddit while `notreddit.com` and `x.com.evil.example` are not.
What is dear is done only for hosts that end like a known one.
"""

import unicodedata
from itertools import chain

from compliance.profile.facts.derived_fact import DerivedFact, Layer
from compliance.profile.hosts import ENDING

_SUFFIXES = 4
"""Suffixes that are looked up one label after the other; of longer hosts then the last two labels."""

_AUTHORITY = "^(?:https?:/*|(?:[a-z][a-z0-9+.-]*:)?//)?([^/?#]*)"
_NO_ADDRESS = "^(?:mailto|urn|data|tel|javascript|doi|did|at):"
# Engines differ about which letters of other alphabets are, but for their case, those of ASCII.
_WEB = "[hH][tT][tT][pP][sS]?"
_ADDRESS_INSIDE = f"^.{{8,}}?({_WEB}:/.*)$"
_HOST_INSIDE = f"^(?:{_WEB}://)?[^/]+/(?:.*?[/=:])?((?:[A-Za-z0-9_-]+[.])+[A-Za-z]{{2,}}(?:[/?#:].*)?)$"
"""An address without a scheme, below the path or in the query of another."""


_LETTER_LIKE = (
    *(range(0x00AA, 0x00BB), range(0x02B0, 0x02B9), range(0x1D2C, 0x1D6B), range(0x2070, 0x218C)),
    *(range(0x2460, 0x24EB), range(0xFF00, 0xFF5F), range(0x1D400, 0x1D800), range(0x1F130, 0x1F14A)),
)
"""Blocks of Unicode with other forms of Latin letters and digits: wide, raised, circled, bold."""


def _letters() -> tuple[str, str]:
    """Return characters that a browser reads as letters, digits or dots of a host, and those."""
    meant = {"\u3002": ".", "\uff61": "."}
    for character in map(chr, chain(*_LETTER_LIKE)):
        plain = unicodedata.normalize("NFKC", character).lower()
        if len(plain) == 1 and plain.isascii() and (plain.isalnum() or plain in ".-"):
            meant[character] = plain
    return "".join(meant), "".join(meant.values())


_IGNORED = "\u00ad\u200b\u2060\ufeff"
"""Invisible characters, which a browser drops."""
_UNDECODED = "\ufffd"
"""What stands for bytes that are no text, where an engine does not fail on them."""
_WRITTEN, _MEANT = _letters()


def _decoded(text: str) -> str:
    """Return SQL for a text without its percent escapes.

    Where they are in another encoding than UTF-8, as in old pages, only those of ASCII are read:
    a browser finds the address all the same.
    """
    whole = f"try(url_decode({text}))"
    ascii_only = rf"url_decode(regexp_replace({text}, '%([89A-Fa-f][0-9A-Fa-f])', '%25\1', 'g'))"
    return f"CASE WHEN NOT contains({whole}, '{_UNDECODED}') THEN {whole} ELSE {ascii_only} END"


def _authority(url: str) -> str:
    # The prefix test is the common case and avoids a regular expression for each record.
    is_common = " OR ".join(
        f"starts_with({url}, '{scheme}') AND NOT starts_with({url}, '{scheme}/')"
        for scheme in ("https://", "http://")
    )
    parsed = rf"regexp_extract(lower(replace({url}, '\', '/')), '{_AUTHORITY}', 1)"
    is_none = f"regexp_matches(lower({url}), '{_NO_ADDRESS}')"
    return f"CASE WHEN {is_common} THEN split_part({url}, '/', 3) WHEN NOT {is_none} THEN {parsed} END"


def _host(authority: str) -> str:
    signs = " OR ".join(rf"contains({authority}, '{sign}')" for sign in ("@", ":", "?", "#", "%", "\\"))
    is_unusual = f"{signs} OR ends_with({authority}, '.') OR strlen({authority}) <> length({authority})"
    plain = rf"regexp_extract(replace({authority}, '\', '/'), '^[^/?#]*')"
    # Decoding may bring a slash to light: what follows it was never part of the host.
    decoded = f"regexp_extract({_decoded(plain)}, '^[^/?#]*')"
    named = f"regexp_replace(regexp_replace({decoded}, '^.*@', ''), ':[0-9]*$', '')"
    read = f"translate({named}, '{_WRITTEN}{_IGNORED}', '{_MEANT}')"
    return f"CASE WHEN {is_unusual} THEN lower(rtrim({read}, '.')) ELSE lower({authority}) END"


def _parent(host: str) -> str:
    return f"substr({host}, instr({host}, '.') + 1)"


def _unwrapping(step: int, url: str, host: str, is_asked: str) -> tuple[Layer, ...]:
    """Return layers that give `copy<step>.address`, the address inside *url*, where *host* keeps copies."""
    name = f"copy{step}"
    inside = f"regexp_extract({_decoded(url)}, '{_ADDRESS_INSIDE}', 1)"
    without_scheme = f"regexp_extract({_decoded(url)}, '{_HOST_INSIDE}', 1)"
    label = f"split_part({host}, '.', 1)"
    encoded = rf"replace(regexp_replace({label}, '\b-\b', '.', 'g'), '--', '-')"
    asked = f"CASE WHEN {is_asked} THEN {host} END"
    found = f"coalesce({name}a.host, {name}b.host) IS NOT NULL"
    keys = {f"{name}.host": asked, f"{name}.parent": f"CASE WHEN {is_asked} THEN {_parent(host)} END"}
    return (
        Layer(keys),
        Layer(
            {
                f"{name}.kind": f"CASE WHEN {found} THEN 'archive' END",
                f"{name}.encodes_host": f"{name}b.encodes_host",
            },
            f' LEFT JOIN copies AS {name}a ON {name}a.host = "{name}.host"'
            f' LEFT JOIN copies AS {name}b ON {name}b.host = "{name}.parent"',
        ),
        Layer(
            {
                f"{name}.address": f'CASE WHEN "{name}.kind" IS NOT NULL THEN CASE '
                f'WHEN "{name}.encodes_host" THEN {encoded} '
                f"WHEN {inside} <> '' THEN {inside} ELSE {without_scheme} END END"
            }
        ),
    )


def _site_layers(host: str) -> tuple[Layer, ...]:
    """Return layers that give `site.platform` and `site.kind` of *host*, which may be null."""
    layers = [Layer({"site.host0": host}), _looked_up(0)]
    for level in range(1, _SUFFIXES + 1):
        longer = f'"site.host{level - 1}"'
        shorter = _parent(longer) if level < _SUFFIXES else f"regexp_extract({longer}, '[^.]+[.][^.]+$')"
        is_open = f"\"site.code{level - 1}\" IS NULL AND contains({longer}, '.')"
        layers += [Layer({f"site.host{level}": f"CASE WHEN {is_open} THEN {shorter} END"}), _looked_up(level)]
    found = Layer(
        {"site.platform": "s.platform", "site.kind": "s.kind"},
        f' LEFT JOIN sites AS s ON s.site = "site.code{_SUFFIXES}"',
    )
    return (*layers, found)


def _looked_up(level: int) -> Layer:
    found = f"h{level}.site" if level == 0 else f'coalesce("site.code{level - 1}", h{level}.site)'
    return Layer(
        {f"site.code{level}": found}, f' LEFT JOIN hosts AS h{level} ON h{level}.host = "site.host{level}"'
    )


_URL = '"record.url"'
_FINAL = (
    'CASE WHEN "copy1.kind" IS NULL THEN CASE WHEN "url.keeps_copies" IS NOT NULL THEN "url.host" END '
    f'WHEN "copy2.kind" IS NULL THEN "copy1.inner" ELSE {_host(chr(34) + "copy2.authority" + chr(34))} END'
)

FACT = DerivedFact(
    provides=("platform.detected", "platform.host_kind", "url.address"),
    reads=("record.url",),
    layers=(
        Layer({"url.authority": _authority(_URL)}),
        Layer({"url.host": _host('"url.authority"')}),
        Layer({"url.ending": f'substr("url.host", -{ENDING})'}),
        Layer({"url.keeps_copies": "e.keeps_copies"}, ' LEFT JOIN endings AS e ON e.ending = "url.ending"'),
        *_unwrapping(1, _URL, '"url.host"', '"url.keeps_copies"'),
        Layer({"copy1.authority": _authority('"copy1.address"')}),
        Layer({"copy1.inner": _host('"copy1.authority"')}),
        # A copy of a copy; for all other records the joins have nothing to look for.
        *_unwrapping(2, '"copy1.address"', '"copy1.inner"', '"copy1.inner" IS NOT NULL'),
        Layer({"copy2.authority": _authority('"copy2.address"')}),
        *_site_layers(_FINAL),
        Layer(
            {
                "url.address": 'CASE WHEN "copy1.kind" IS NULL THEN "record.url" '
                'WHEN "copy2.kind" IS NULL THEN "copy1.address" ELSE "copy2.address" END',
                "platform.detected": '"site.platform"',
                "platform.host_kind": 'coalesce("copy1.kind", "site.kind")',
            }
        ),
    ),
)
