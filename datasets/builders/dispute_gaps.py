"""Records of the dispute dataset with one fault each: licences, gaps and contradictions."""

from builders.batches import Batch, Cell, batch
from builders.dispute_x import TRAINED_2022, TRAINED_2024, TRAINED_2025
from builders.sites import (
    BLOG,
    FORUM,
    GITHUB,
    LINKEDIN,
    NOWHERE,
    PHOTOS,
    REDDIT,
    STACK_OVERFLOW,
    WIKIPEDIA,
    X,
)

_CRAWL: dict[str, Cell] = {
    "source_category": "crawled",
    "acquisition_method": "crawl",
    "user_agent": "example-bot/1.0",
    "robots_verdict": "allowed",
    "purpose": "pretrain",
    "model_class": "foundation",
    "commercial": True,
    "public_release": False,
    "has_personal_information": "no_assertion",
    "used_at": TRAINED_2024,
}
_CODE: dict[str, Cell] = {
    **_CRAWL,
    "source_category": "public_dataset",
    "acquisition_method": "api",
    "user_agent": None,
}
_WIKI: dict[str, Cell] = {
    **_CRAWL,
    "source_category": "public_dataset",
    "acquisition_method": "official_dump",
    "license": "CC-BY-SA-4.0",
    "attribution_text": "Contributors of Wikipedia",
}
_SPAN = "2022-01-10/2024-09-01"

_LICENSES = (
    batch("photos-non-commercial", PHOTOS, 500, _SPAN, _CRAWL, license="CC-BY-NC-4.0"),
    batch("photos-no-derivatives", PHOTOS, 300, _SPAN, _CRAWL, license="CC BY-ND 4.0"),
    batch("photos-no-training", PHOTOS, 150, _SPAN, _CRAWL, license="LicenseRef-NTDL-1.0"),
    batch("blogs-unattributed", BLOG, 300, _SPAN, _CRAWL, license="CC-BY-4.0"),
    batch("forum-own-words", FORUM, 250, _SPAN, _CRAWL, license="free to use, just ask us first"),
    batch("forum-unlicensed", FORUM, 500, _SPAN, _CRAWL),
    batch("forum-unknown", FORUM, 200, _SPAN, _CRAWL, license="NOASSERTION"),
    batch("code-none", GITHUB, 350, _SPAN, _CODE, license="NONE"),
    batch("code-silent", GITHUB, 200, _SPAN, _CODE),
    batch(
        "code-overruled", GITHUB, 150, _SPAN, _CODE, license_declared="MIT", license_concluded="GPL-3.0-only"
    ),
    batch(
        "code-reviewed",
        GITHUB,
        300,
        _SPAN,
        _CODE,
        license_declared="MIT",
        license_concluded="Apache-2.0",
        license_evidence_url="https://github.com/example/example/blob/main/LICENSE",
    ),
    batch(
        "wiki-released",
        WIKIPEDIA,
        250,
        "2023-07-01/2024-09-01",
        _WIKI,
        public_release=True,
        object_form="hydrated",
    ),
    batch(
        "output-limited",
        NOWHERE,
        120,
        "2024-12-20/2025-05-01",
        _CRAWL,
        acquisition_method="synthetic",
        source_category="synthetic",
        generated_by=["a model of another provider"],
        license="LicenseRef-scancode-openai-tou-20241211",
        used_at=TRAINED_2025,
    ),
)
_PROVENANCE = (
    batch("sourceless", NOWHERE, 80, _SPAN, _CRAWL, license="CC0-1.0"),
    batch("undated", REDDIT, 120, None, _CRAWL, published_at="2021-02-01/2023-05-31"),
    batch("tomorrow", WIKIPEDIA, 40, "2027-01-11/2027-01-12", _WIKI, published_at="2023-07-01/2024-06-30"),
    batch("wayless", LINKEDIN, 150, _SPAN, _CRAWL, acquisition_method=None, user_agent=None),
    batch("before-any-text", STACK_OVERFLOW, 200, "2021-02-01/2021-07-15", _CRAWL, used_at=TRAINED_2022),
    batch(
        "heirs-known",
        NOWHERE,
        300,
        "2023-02-01/2023-03-31",
        _CRAWL,
        acquisition_method="third_party_dataset",
        platform="wikimedia",
        license="CC-BY-SA-4.0",
        attribution_text="Contributors of Wikipedia",
        was_derived_from=["squad"],
    ),
    batch(
        "heirs-unknown",
        NOWHERE,
        200,
        "2023-02-01/2023-03-31",
        _CRAWL,
        acquisition_method="third_party_dataset",
        platform="reddit",
        was_derived_from=["crawl-of-a-former-supplier"],
        used_at=TRAINED_2022,
    ),
    batch("purposeless", WIKIPEDIA, 200, "2023-07-01/2024-09-01", _WIKI, purpose=None),
    batch(
        "disguised",
        REDDIT,
        150,
        "2023-07-05/2024-02-20",
        _CRAWL,
        platform="wikimedia",
        license="CC-BY-SA-4.0",
        attribution_text="Contributors of Wikipedia",
    ),
    batch(
        "output-nameless",
        NOWHERE,
        80,
        "2024-01-10/2024-06-30",
        _CRAWL,
        acquisition_method="synthetic",
        source_category="synthetic",
    ),
    batch(
        "posts-late",
        STACK_OVERFLOW,
        250,
        "2024-02-01/2025-11-30",
        _CRAWL,
        license="CC-BY-SA-4.0",
        used_at=TRAINED_2025,
    ),
    batch(
        "x-purposeless",
        X,
        60,
        "2025-01-10/2025-02-10",
        _CODE,
        grant_id="x-enterprise",
        purpose=None,
        used_at=TRAINED_2025,
    ),
)
GAPS: tuple[Batch, ...] = (*_LICENSES, *_PROVENANCE)
