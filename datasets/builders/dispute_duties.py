"""Records of the dispute dataset with one fault each: signals, persons, retention, documentation."""

from builders.batches import Batch, Cell, batch
from builders.dispute_x import TRAINED_2024, TRAINED_2025
from builders.sites import BLOG, FORUM, HELP_CENTRE, NOWHERE, PHOTOS, REDDIT, YOUTUBE

_PAGES: dict[str, Cell] = {
    "source_category": "crawled",
    "acquisition_method": "crawl",
    "user_agent": "example-bot/1.0",
    "robots_verdict": "allowed",
    "access_control_bypassed": False,
    "rights_signals": [],
    "license": "CC-BY-4.0",
    "attribution_text": "Authors of the site",
    "purpose": "pretrain",
    "model_class": "foundation",
    "commercial": True,
    "public_release": False,
    "has_personal_information": "no",
    "used_at": TRAINED_2024,
}
_PERSONS: dict[str, Cell] = {
    **_PAGES,
    "has_personal_information": "yes",
    "lawful_basis": "legitimate_interests",
}
_VIDEOS: dict[str, Cell] = {
    **_PERSONS,
    "source_category": "third_party_private",
    "acquisition_method": "api",
    "grant_id": "youtube-quota",
    "license": None,
    "attribution_text": None,
}
_FEED: dict[str, Cell] = {
    **_PERSONS,
    "source_category": "licensed",
    "acquisition_method": "licensed_feed",
    "grant_id": "reddit-feed",
    "license": None,
    "attribution_text": None,
    "used_at": TRAINED_2025,
}
_OWN: dict[str, Cell] = {
    **_PAGES,
    "source_category": "own",
    "acquisition_method": "own",
    "user_agent": None,
    "robots_verdict": None,
    "license": None,
    "attribution_text": None,
}
_SPAN = "2023-02-01/2024-08-31"


def _signal(scheme: str, category: str, value: str) -> dict[str, str]:
    return {"scheme": scheme, "category": category, "value": value}


_PERMITTED = _signal("aipref", "train-ai", "allowed")
_REFUSED = _signal("content-signal", "ai-train", "disallowed")

_SIGNALS = (
    batch("blogs-disallowed", BLOG, 120, _SPAN, _PAGES, robots_verdict="disallowed"),
    batch("blogs-robots-stale", BLOG, 100, _SPAN, _PAGES, robots_fetched_at="2023-01-15"),
    batch("blogs-permitted", BLOG, 300, _SPAN, _PAGES, rights_signals=[_PERMITTED]),
    batch("blogs-refused", BLOG, 150, _SPAN, _PAGES, rights_signals=[_REFUSED]),
    batch(
        "photos-reserved",
        PHOTOS,
        120,
        _SPAN,
        _PAGES,
        rights_signals=[_signal("tdmrep", "tdm", "disallowed"), _signal("cawg", "data_mining", "disallowed")],
    ),
    batch(
        "photos-for-a-fee",
        PHOTOS,
        100,
        _SPAN,
        _PAGES,
        rights_signals=[_signal("rsl", "ai-train", "constrained")],
    ),
    batch("forum-contradictory", FORUM, 60, _SPAN, _PAGES, rights_signals=[_PERMITTED, _REFUSED]),
    batch("forum-signals-unread", FORUM, 80, _SPAN, _PAGES, rights_signals=None),
    batch("reddit-feed-refused", REDDIT, 100, "2024-06-01/2024-08-31", _FEED, rights_signals=[_REFUSED]),
)
_PERSONAL = (
    batch("forum-persons", FORUM, 200, _SPAN, _PERSONS),
    batch("forum-persons-groundless", FORUM, 90, _SPAN, _PERSONS, lawful_basis=None),
    batch("forum-persons-objected", FORUM, 60, _SPAN, _PERSONS, robots_verdict="disallowed"),
    batch("forum-persons-waiting", FORUM, 40, _SPAN, _PERSONS, delete_requested_at="2024-10-01"),
)
_KEPT = (batch("youtube-stale", YOUTUBE, 60, _SPAN, _VIDEOS, last_refreshed_at="2026-07-01"),)
_UNDOCUMENTED = (
    batch("own-kindless", HELP_CENTRE, 50, _SPAN, _OWN, source_category=None),
    batch("own-sizeless", HELP_CENTRE, 50, _SPAN, _OWN, token_count=None, content_size=None),
    batch(
        "output-misfiled",
        NOWHERE,
        60,
        _SPAN,
        _OWN,
        acquisition_method="synthetic",
        generated_by=["example-lm-1"],
    ),
    batch(
        "supplier-nameless",
        NOWHERE,
        40,
        _SPAN,
        _PAGES,
        source_category="third_party_private",
        acquisition_method="third_party_dataset",
        robots_verdict=None,
    ),
)
DUTIES: tuple[Batch, ...] = (*_SIGNALS, *_PERSONAL, *_KEPT, *_UNDOCUMENTED)
