"""The creation time inside a post's id: a record cannot be older than that.

An id that is smaller than the first of its form, or whose time is absurd, says nothing.
"""

from dataclasses import dataclass

from compliance.profile.facts.derived_fact import DerivedFact, Layer

_END = "(?:[/?#]|$)"
_BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_SHORTCODE = 11
"""Characters of an Instagram shortcode that hold the id; private posts have more."""
_LATEST_MS = 2_208_988_800_000
"""2040-01-01: whatever claims to be later is no time."""


@dataclass(frozen=True)
class IdForm:
    """Where a platform's URLs hold an id, and how the id holds a time."""

    platform: str
    pattern: str
    shift: int
    """Bits below the time."""
    epoch_ms: int
    """Milliseconds since 1970 at which the platform's time begins."""
    first_id: int
    """Smaller ids are of another form."""
    unit_ms: int = 1
    is_base_64: bool = False

    @property
    def id(self) -> str:
        """SQL for the id in the URL, or null."""
        found = f"regexp_extract(\"url.address\", '{self.pattern}', 1)"
        return _decoded(found) if self.is_base_64 else f"TRY_CAST({found} AS BIGINT)"

    @property
    def created_ms(self) -> str:
        """SQL for milliseconds since 1970."""
        return f'("id_time.id" >> {self.shift}) * {self.unit_ms} + {self.epoch_ms}'


def _decoded(shortcode: str) -> str:
    padded = f"lpad(left({shortcode}, {_SHORTCODE}), {_SHORTCODE}, 'A')"
    places = range(1, _SHORTCODE + 1)
    values = (f"CAST(strpos('{_BASE_64}', substr({padded}, {place}, 1)) - 1 AS HUGEINT)" for place in places)
    digits = (f"{value} * {64 ** (_SHORTCODE - place)}" for place, value in zip(places, values, strict=True))
    return f"CASE WHEN {shortcode} <> '' THEN TRY_CAST({' + '.join(digits)} AS BIGINT) END"


ID_FORMS = (
    # twitter-archive/snowflake, IdWorker.scala; ids before November 2010 are sequential.
    IdForm("x", f"/status(?:es)?/([0-9]{{1,19}}){_END}", 22, 1288834974657, 29700859247),
    # Discord developer reference, "Snowflakes".
    IdForm("discord", f"/channels/[^/]+/[0-9]+/([0-9]{{1,19}}){_END}", 22, 1420070400000, 1 << 22),
    # Instagram Engineering, "Sharding & IDs at Instagram"; its epoch as two published ids confirm it.
    IdForm("instagram", f"/(?:p|reel|tv)/([A-Za-z0-9_-]{{5,}}){_END}", 23, 1314220021721, 1 << 23, 1, True),
    # arXiv 2504.13279; obsidianforensics/unfurl, parse_tiktok.py.
    IdForm("tiktok", f"/video/([0-9]{{1,19}}){_END}", 32, 0, 1_400_000_000 << 32, 1000),
    # obsidianforensics/unfurl, parse_linkedin.py; LinkedIn's own example of an activity confirms it.
    IdForm(
        "linkedin", "(?:activity|share)(?:-|:|%3A)([0-9]{19})(?:[^0-9]|$)", 22, 0, 1_262_304_000_000 << 22
    ),
    # mastodon/mastodon, lib/mastodon/snowflake.rb; before it, ids were sequential.
    IdForm(
        "mastodon.social",
        f"/(?:@[^/]+|users/[^/]+/statuses)/([0-9]{{15,19}}){_END}",
        16,
        0,
        1_451_606_400_000 << 16,
    ),
)
"""Every form that is read, with where it is described."""


def _by_platform(sql: dict[str, str]) -> str:
    cases = " ".join(f"WHEN '{platform}' THEN {found}" for platform, found in sql.items())
    return f'CASE "platform.detected" {cases} END'


FACT = DerivedFact(
    provides=("id_time.created_at",),
    reads=("platform.detected", "url.address"),
    layers=(
        Layer({"id_time.id": _by_platform({form.platform: form.id for form in ID_FORMS})}),
        Layer(
            {
                "id_time.ms": _by_platform({form.platform: form.created_ms for form in ID_FORMS}),
                "id_time.first": _by_platform({form.platform: str(form.first_id) for form in ID_FORMS}),
            }
        ),
        Layer(
            {
                "id_time.created_at": 'CASE WHEN "id_time.id" >= "id_time.first" '
                f'AND "id_time.ms" < {_LATEST_MS} THEN make_timestamp_ms("id_time.ms") END'
            }
        ),
    ),
)
