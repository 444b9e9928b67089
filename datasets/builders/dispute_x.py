"""Posts of X in the dispute dataset: from free access to a terminated plan and beyond."""

from builders.batches import Batch, Cell, batch
from builders.sites import NITTER, TWITTER, X

TRAINED_2022 = "2022-11-15"
TRAINED_2023 = "2023-06-30"
TRAINED_2024 = "2024-10-01"
TRAINED_2025 = "2025-12-15"

_BASE: dict[str, Cell] = {
    "source_category": "third_party_private",
    "purpose": "pretrain",
    "model_class": "foundation",
    "commercial": True,
    "public_release": False,
    "object_form": "hydrated",
    "has_personal_information": "yes",
    "lawful_basis": "legitimate_interests",
}
_API: dict[str, Cell] = {**_BASE, "acquisition_method": "api", "api_app_id": "app-copywriter"}
_CRAWL: dict[str, Cell] = {
    **_BASE,
    "source_category": "crawled",
    "acquisition_method": "crawl",
    "user_agent": "example-bot/1.0",
    "robots_verdict": "allowed",
    "access_control_bypassed": False,
    "rights_signals": [],
}
_FREE: dict[str, Cell] = {**_API, "grant_id": "x-essential", "used_at": TRAINED_2022}
_ADS: dict[str, Cell] = {**_API, "grant_id": "x-ads", "api_app_id": "app-campaigns"}
_BASIC: dict[str, Cell] = {**_API, "grant_id": "x-basic", "used_at": TRAINED_2024, "record_count": 25}
_SCRAPE: dict[str, Cell] = {
    **_CRAWL,
    "acquisition_method": "scrape_logged_out",
    "robots_verdict": None,
    "rights_signals": None,
}
_TRENDS: dict[str, Cell] = {**_API, "grant_id": "x-pro", "purpose": "analytics", "used_at": "2025-11-25"}

_IN_ORDER = (
    batch("x-free", TWITTER, 6_000, "2021-11-15/2022-11-10", _FREE),
    batch("x-free-unnamed", TWITTER, 1_500, "2022-01-10/2022-11-10", _FREE, grant_id=None),
    batch("x-crawl", TWITTER, 1_200, "2022-02-01/2022-10-31", _CRAWL, used_at=TRAINED_2022),
    batch(
        "x-campaigns",
        TWITTER,
        2_500,
        "2022-03-01/2023-04-24",
        _ADS,
        purpose="advertising",
        used_at="2023-04-24",
        deleted_at="2023-05-10",
    ),
    batch(
        "x-study",
        TWITTER,
        600,
        "2022-05-01/2022-11-10",
        _FREE,
        grant_id="x-academic",
        purpose="research",
        commercial=False,
    ),
    batch(
        "x-ids-shared",
        TWITTER,
        700,
        "2022-05-01/2022-11-10",
        _FREE,
        object_form="id",
        recipient="Example Partner SARL",
        shared_at=TRAINED_2022,
    ),
    batch("x-basic", X, 600, "2023-09-10/2023-10-31", _BASIC),
    batch(
        "x-contract", X, 4_500, "2024-11-01/2025-11-30", _API, grant_id="x-enterprise", used_at=TRAINED_2025
    ),
    batch(
        "x-ids-published",
        TWITTER,
        500,
        "2023-02-01/2023-03-15",
        _BASE,
        source_category="public_dataset",
        acquisition_method="third_party_dataset",
        publisher="Example University",
        license="CC0-1.0",
        object_form="id",
        used_at=TRAINED_2023,
    ),
    batch(
        "x-removed-deleted",
        TWITTER,
        200,
        "2022-05-01/2022-11-10",
        _FREE,
        delete_requested_at="2023-01-10",
        deleted_at="2023-01-11",
    ),
)
_IN_DISPUTE = (
    batch("x-campaigns-trained", TWITTER, 3_000, "2022-06-01/2023-04-24", _ADS, used_at=TRAINED_2023),
    batch("x-after-free", TWITTER, 4_500, "2023-04-26/2023-06-20", _API, used_at=TRAINED_2023),
    batch("x-basic-above-cap", X, 560, "2023-11-01/2023-11-30", _BASIC),
    batch("x-basic-unpaid", X, 500, "2024-09-02/2024-09-29", _BASIC, record_count=10),
    batch("x-basic-trained-late", X, 350, "2024-02-01/2024-02-29", _BASIC, used_at=TRAINED_2025),
    batch("x-sister", X, 700, "2023-08-01/2024-06-15", _API, grant_id="x-sister", used_at=TRAINED_2024),
    batch("x-study-sold", TWITTER, 700, "2022-04-01/2022-11-10", _FREE, grant_id="x-academic"),
    batch(
        "x-shared",
        TWITTER,
        450,
        "2022-04-01/2022-11-10",
        _FREE,
        recipient="Example Partner SARL",
        shared_at=TRAINED_2022,
    ),
    batch("x-scraped", X, 900, "2023-10-01/2024-08-20", _SCRAPE, used_at=TRAINED_2024),
    batch(
        "x-mirrored", NITTER, 400, "2023-04-27/2023-06-20", _CRAWL, license="CC-BY-4.0", used_at=TRAINED_2023
    ),
    batch(
        "x-backdated",
        TWITTER,
        300,
        "2023-03-10/2023-03-27",
        _FREE,
        published_at="2023-04-10/2023-05-20",
        used_at=TRAINED_2023,
    ),
    batch("x-free-plan", X, 60, "2024-09-02/2024-09-20", _API, grant_id="x-free-plan", used_at=TRAINED_2024),
    *(
        batch(f"x-app-{number}", X, 60, "2025-11-01/2025-11-20", _TRENDS, api_app_id=f"app-trends-{number}")
        for number in range(4)
    ),
    batch(
        "x-scraped-in-a-day",
        X,
        3,
        "2025-02-10/2025-02-10",
        _SCRAPE,
        record_count=400_000,
        grant_id="x-basic",
        used_at=TRAINED_2025,
    ),
    batch(
        "x-ids-in-bulk",
        X,
        2,
        "2025-11-21/2025-11-22",
        _TRENDS,
        record_count=760_000,
        object_form="id",
        recipient="Example Partner SARL",
        shared_at="2025-11-25",
    ),
    batch("x-removed", TWITTER, 150, "2022-05-01/2022-11-10", _FREE, delete_requested_at="2023-01-10"),
)
_IN_DOUBT = (
    batch(
        "x-crawl-robots-unknown",
        TWITTER,
        250,
        "2022-02-01/2022-10-31",
        _CRAWL,
        used_at=TRAINED_2022,
        robots_verdict=None,
    ),
    batch("x-lost-plan", X, 120, "2023-08-01/2023-08-31", _API, grant_id="x-legacy", used_at=TRAINED_2024),
    batch("x-release-unknown", TWITTER, 100, "2022-05-01/2022-11-10", _FREE, public_release=None),
    batch("x-model-unknown", X, 100, "2024-03-01/2024-03-31", _BASIC, model_class=None, used_at="2025-07-01"),
)
ON_X: tuple[Batch, ...] = (*_IN_ORDER, *_IN_DISPUTE, *_IN_DOUBT)
