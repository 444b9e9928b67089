r"""The platform behind the host of a URL, archive addresses unwrapped.

A host stands for its sub-domains: labels are dropped from the left until a known host is
met, so `old.reddit.com` is Reddit while `notreddit.com` and `x.com.evil.example` are not.
"""

from compliance.profile.facts.derived_fact import DerivedFact, Layer

_SUFFIXES = 4
"""Suffixes that are looked up one label after the other; of longer hosts then the last two labels."""

_ARCHIVES = "SELECT host, kind FROM hosts JOIN sites USING (site) WHERE kind = 'archive' AND platform IS NULL"
_AUTHORITY = "^(?:https?:/*|(?:[a-z][a-z0-9+.-]*:)?//)?([^/?#]*)"
_NO_ADDRESS = "^(?:mailto|urn|data|tel|javascript|doi|did|at):"


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
    unusual = " OR ".join(rf"contains({authority}, '{sign}')" for sign in ("@", ":", "?", "#", "%", "\\"))
    plain = rf"regexp_extract(replace({authority}, '\', '/'), '^[^/?#]*')"
    # Decoding may bring a slash to light: what follows it was never part of the host.
    decoded = f"regexp_extract(url_decode({plain}), '^[^/?#]*')"
    named = f"regexp_replace(regexp_replace({decoded}, '^.*@', ''), ':[0-9]*$', '')"
    cleaned = f"lower(rtrim({named}, '.'))"
    return f"CASE WHEN {unusual} OR ends_with({authority}, '.') THEN {cleaned} ELSE lower({authority}) END"


def _site_layers(url: str) -> tuple[Layer, ...]:
    """Return layers that give `site.platform` and `site.kind` of the host of *url*."""
    suffixes = [f'"site.host{level}"' for level in range(_SUFFIXES + 1)]
    shorter = [
        Layer({f"site.host{level}": f"substr({suffixes[level - 1]}, instr({suffixes[level - 1]}, '.') + 1)"})
        for level in range(1, _SUFFIXES)
    ]
    longer = suffixes[_SUFFIXES - 1]
    tail = f"CASE WHEN contains({longer}, '.') THEN regexp_extract({longer}, '[^.]+[.][^.]+$') END"
    joins = "".join(
        f" LEFT JOIN hosts AS h{level} ON h{level}.host = {suffix}" for level, suffix in enumerate(suffixes)
    )
    codes = ", ".join(f"h{level}.site" for level in range(len(suffixes)))
    return (
        Layer({"site.authority": _authority(url)}),
        Layer({"site.host0": _host('"site.authority"')}),
        *shorter,
        Layer({f"site.host{_SUFFIXES}": tail}),
        Layer({"site.code": f"coalesce({codes})"}, joins),
        Layer(
            {"site.platform": "s.platform", "site.kind": "s.kind"},
            ' LEFT JOIN sites AS s ON s.site = "site.code"',
        ),
    )


_URL = '"record.url"'
_REST = f"substr({_URL}, 9)"
_HOLDS_A_URL = f"contains({_REST}, 'http') OR contains({_REST}, 'HTTP')"
_WRAPPED = f"regexp_extract(url_decode({_URL}), '(?i)^.{{8,}}?(https?:/.*)$', 1)"

FACT = DerivedFact(
    provides=("platform.detected", "platform.host_kind", "url.address"),
    reads=("record.url",),
    layers=(
        # Hardly any URL holds another one: for all others the wrapper is null and costs nothing.
        Layer({"wrapper.authority": f"CASE WHEN {_HOLDS_A_URL} THEN {_authority(_URL)} END"}),
        Layer({"wrapper.host": _host('"wrapper.authority"')}),
        Layer({"wrapper.kind": "w.kind"}, f' LEFT JOIN ({_ARCHIVES}) AS w ON w.host = "wrapper.host"'),
        Layer({"url.address": f'CASE WHEN "wrapper.kind" IS NULL THEN {_URL} ELSE {_WRAPPED} END'}),
        *_site_layers('"url.address"'),
        Layer(
            {
                "platform.detected": '"site.platform"',
                "platform.host_kind": 'coalesce("wrapper.kind", "site.kind")',
            }
        ),
    ),
)
