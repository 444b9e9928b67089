"""Other platforms in the dispute dataset: closed ones, and openly licensed content."""

from builders.batches import Batch, Cell, batch
from builders.dispute_x import TRAINED_2022, TRAINED_2024, TRAINED_2025
from builders.sites import (
    BLOG,
    COMMONS,
    FACEBOOK,
    GITHUB,
    HELP_CENTRE,
    INSTAGRAM,
    LINKEDIN,
    NOWHERE,
    REDDIT,
    SHUTTERSTOCK,
    STACK_OVERFLOW,
    STACK_OVERFLOW_MARK,
    WIKIPEDIA,
    YOUTUBE,
)

_BASE: dict[str, Cell] = {
    "source_category": "crawled",
    "purpose": "pretrain",
    "model_class": "foundation",
    "commercial": True,
    "public_release": False,
    "has_personal_information": "yes",
    "lawful_basis": "legitimate_interests",
    "used_at": TRAINED_2024,
}
_SCRAPE: dict[str, Cell] = {**_BASE, "acquisition_method": "scrape_logged_out", "user_agent": "Mozilla/5.0"}
_MEMBER: dict[str, Cell] = {
    **_BASE,
    "acquisition_method": "scrape_logged_in",
    "access_control_bypassed": True,
    "acquired_by": "contractor",
}
_API: dict[str, Cell] = {**_BASE, "source_category": "third_party_private", "acquisition_method": "api"}
_FEED: dict[str, Cell] = {
    **_BASE,
    "source_category": "licensed",
    "acquisition_method": "licensed_feed",
    "used_at": TRAINED_2025,
}
_REDDIT_FREE: dict[str, Cell] = {**_API, "purpose": "research", "commercial": False, "used_at": TRAINED_2022}
_YOUTUBE: dict[str, Cell] = {
    **_API,
    "grant_id": "youtube-quota",
    "record_count": 50,
    "last_refreshed_at": "2026-08-10",
}

CLOSED: tuple[Batch, ...] = (
    batch("reddit-feed", REDDIT, 4_000, "2024-03-05/2025-11-30", _FEED, grant_id="reddit-feed"),
    batch(
        "reddit-feed-shared",
        REDDIT,
        180,
        "2024-06-01/2024-08-31",
        _FEED,
        grant_id="reddit-feed",
        recipient="Example Partner SARL",
        shared_at="2025-01-20",
    ),
    batch("reddit-free", REDDIT, 1_500, "2021-02-01/2022-11-10", _REDDIT_FREE),
    batch("reddit-unpaid", REDDIT, 600, "2023-07-05/2024-02-20", _API),
    batch("reddit-scraped", REDDIT, 500, "2023-07-05/2024-02-20", _SCRAPE),
    batch("linkedin-members", LINKEDIN, 700, "2022-03-01/2024-06-30", _MEMBER),
    batch(
        "linkedin-results",
        LINKEDIN,
        300,
        "2022-03-01/2024-06-30",
        _SCRAPE,
        acquisition_method="third_party_results",
    ),
    batch(
        "linkedin-vendor",
        LINKEDIN,
        300,
        "2023-02-01/2024-03-31",
        _BASE,
        acquisition_method="third_party_dataset",
        publisher="Example Data Vendor",
    ),
    batch("facebook", FACEBOOK, 600, "2022-08-01/2024-09-15", _SCRAPE),
    batch("instagram", INSTAGRAM, 600, "2021-06-01/2024-09-15", _SCRAPE),
    batch("youtube", YOUTUBE, 1_500, "2021-03-01/2024-09-15", _YOUTUBE),
    batch("youtube-burst", YOUTUBE, 700, "2023-05-09/2023-05-11", _YOUTUBE),
    batch(
        "youtube-vanished",
        YOUTUBE,
        90,
        "2022-01-01/2022-12-31",
        _YOUTUBE,
        deleted_at_source="2024-08-01",
        last_refreshed_at="2024-07-15",
    ),
    batch("youtube-pages", YOUTUBE, 300, "2022-01-01/2022-12-31", _SCRAPE),
    batch("stock-photos", SHUTTERSTOCK, 1_000, "2023-02-01/2025-10-31", _FEED, grant_id="stock-photos"),
)

_DUMP: dict[str, Cell] = {
    **_BASE,
    "source_category": "public_dataset",
    "acquisition_method": "official_dump",
    "has_personal_information": "no",
}
_WIKI: dict[str, Cell] = {**_DUMP, "license": "CC-BY-SA-4.0", "attribution_text": "Contributors of Wikipedia"}
_POSTS: dict[str, Cell] = {**_DUMP, "publisher": "Stack Exchange"}
_CODE: dict[str, Cell] = {**_API, "source_category": "public_dataset", "has_personal_information": "no"}
_OWN: dict[str, Cell] = {
    **_BASE,
    "source_category": "own",
    "acquisition_method": "own",
    "has_personal_information": "no",
}
_PAGES: dict[str, Cell] = {
    **_BASE,
    "acquisition_method": "crawl",
    "user_agent": "example-bot/1.0",
    "robots_verdict": "allowed",
    "access_control_bypassed": False,
    "rights_signals": [],
    "has_personal_information": "no",
}

OPEN: tuple[Batch, ...] = (
    batch(
        "wiki-dump", WIKIPEDIA, 6_500, "2023-07-01/2024-09-01", _WIKI, published_at="2015-01-01/2023-06-30"
    ),
    batch(
        "wiki-pages",
        WIKIPEDIA,
        1_500,
        "2023-07-01/2024-09-01",
        _WIKI,
        acquisition_method="crawl",
        robots_verdict="allowed",
        rights_signals=[],
    ),
    batch(
        "posts-4",
        STACK_OVERFLOW,
        3_000,
        "2024-04-01/2024-04-02",
        _POSTS,
        published_at="2018-05-02/2024-03-31",
        license="CC-BY-SA-4.0",
    ),
    batch(
        "posts-3",
        STACK_OVERFLOW,
        1_500,
        "2024-04-01/2024-04-02",
        _POSTS,
        published_at="2011-04-08/2018-05-01",
        license="CC-BY-SA-3.0",
    ),
    batch(
        "posts-2",
        STACK_OVERFLOW,
        500,
        "2024-04-01/2024-04-02",
        _POSTS,
        published_at="2008-09-15/2011-04-07",
        license="CC-BY-SA-2.5",
    ),
    batch(
        "posts-mislabelled",
        STACK_OVERFLOW,
        300,
        "2024-04-01/2024-04-02",
        _POSTS,
        published_at="2018-06-01/2024-03-31",
        license="CC-BY-SA-3.0",
    ),
    batch(
        "posts-fabricated",
        STACK_OVERFLOW_MARK,
        1,
        "2025-04-01/2025-04-02",
        _POSTS,
        published_at="2024-06-01/2025-03-31",
        license="CC-BY-SA-4.0",
        used_at=TRAINED_2025,
    ),
    batch("code-mit", GITHUB, 3_000, "2021-01-15/2024-09-01", _CODE, license="MIT"),
    batch("code-apache", GITHUB, 1_800, "2021-01-15/2024-09-01", _CODE, license="Apache-2.0"),
    batch("code-bsd", GITHUB, 900, "2021-01-15/2024-09-01", _CODE, license="BSD 3-Clause"),
    batch("code-late", GITHUB, 200, "2025-10-01/2025-11-30", _CODE, license="MIT", used_at=TRAINED_2025),
    batch("own", HELP_CENTRE, 1_500, "2021-01-15/2025-11-30", _OWN),
    batch(
        "synthetic",
        NOWHERE,
        500,
        "2024-01-10/2024-06-30",
        _OWN,
        acquisition_method="synthetic",
        source_category="synthetic",
        generated_by=["Mistral-7B-Instruct-v0.2"],
    ),
    batch(
        "commons",
        COMMONS,
        1_200,
        "2023-07-01/2024-09-01",
        _PAGES,
        license="https://creativecommons.org/licenses/by/4.0/",
    ),
    batch("commons-free", COMMONS, 500, "2023-07-01/2024-09-01", _PAGES, license="CC0 1.0"),
    batch(
        "blogs",
        BLOG,
        400,
        "2022-01-10/2024-09-01",
        _PAGES,
        license="https://creativecommons.org/licenses/by/4.0/",
        attribution_text="Authors of blog.example.org",
    ),
)
