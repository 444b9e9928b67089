"""The dataset that passes every shipped rule."""

from datetime import date
from pathlib import Path

from builders.batches import Batch, Cell, batch, rows
from builders.files import write_manifest, write_yaml
from builders.sites import GITHUB, HELP_CENTRE, NOWHERE, REDDIT, STACK_OVERFLOW, TWITTER, WIKIPEDIA, X

SEED = 2023
ENTITY = "Example AI Ltd"
COLUMNS = (
    *("id", "url", "platform", "publisher", "creator", "published_at", "source_category"),
    *("was_derived_from", "generated_by"),
    *("acquisition_method", "collected_at", "user_agent", "robots_verdict", "robots_fetched_at"),
    *("access_control_bypassed", "rights_signals", "lawful_basis"),
    *("license", "attribution_text", "grant_id", "purpose", "model_class", "commercial", "used_at"),
    *("public_release", "object_form", "has_personal_information", "token_count", "content_size"),
)
CARD = {
    "name": "clean",
    "version": "1.2",
    "owner": "data-governance@example.com",
    "manifest": "manifest.parquet",
    "defaults": {"record_level": "asset"},
    "entity": ENTITY,
    "jurisdictions": ["GB"],
    "intended_use": "Pre-training of a language model",
    "released_to": "Research team of Example AI Ltd",
}
GRANTS = {
    "grants": [
        {
            "id": "x-essential",
            "type": "api_plan",
            "platform": "x",
            "licensee": ENTITY,
            "plan": "essential",
            "valid_from": date(2021, 11, 15),
            "valid_to": date(2023, 3, 29),
            "price": {"amount": 0, "currency": "USD", "per": "month"},
            "permitted_purposes": ["pretrain", "research"],
            "commercial": True,
            "training": True,
            "redistribution": "ids_only",
            "read_cap": 500_000,
            "delete_on_end": False,
        },
        {
            "id": "x-enterprise",
            "type": "contract",
            "platform": "x",
            "licensee": ENTITY,
            "plan": "enterprise-50m",
            "valid_from": date(2024, 11, 1),
            "price": {"amount": 42_000, "currency": "USD", "per": "month"},
            "permitted_purposes": ["pretrain", "finetune"],
            "commercial": True,
            "training": True,
            "redistribution": "none",
            "read_cap": 50_000_000,
            "use_case": "Training of our own models, agreed in writing",
            "document": {"path": "papers/x-enterprise.pdf", "sha256": "5e" * 32},
        },
        {
            "id": "reddit-feed",
            "type": "contract",
            "platform": "reddit",
            "licensee": ENTITY,
            "valid_from": date(2024, 3, 1),
            "permitted_purposes": ["pretrain"],
            "commercial": True,
            "training": True,
            "redistribution": "none",
        },
    ]
}

_BASE: dict[str, Cell] = {
    "purpose": "pretrain",
    "model_class": "foundation",
    "commercial": True,
    "used_at": "2025-12-15",
    "public_release": False,
    "has_personal_information": "no",
}
_DUMP: dict[str, Cell] = {**_BASE, "source_category": "public_dataset", "acquisition_method": "official_dump"}
_WIKI: dict[str, Cell] = {**_DUMP, "license": "CC-BY-SA-4.0", "attribution_text": "Contributors of Wikipedia"}
# The terms on record for GitHub do not speak of commercial use, and silence would leave it unproven.
_CODE: dict[str, Cell] = {
    **_BASE,
    "source_category": "public_dataset",
    "acquisition_method": "api",
    "commercial": False,
}
_POSTS: dict[str, Cell] = {
    **_BASE,
    "source_category": "licensed",
    "acquisition_method": "api",
    "object_form": "hydrated",
    "has_personal_information": "yes",
    "lawful_basis": "legitimate_interests",
}

BATCHES: tuple[Batch, ...] = (
    batch(
        "wiki-dump", WIKIPEDIA, 1_500, "2023-07-01/2025-11-30", _WIKI, published_at="2015-01-01/2023-06-30"
    ),
    batch(
        "wiki-pages",
        WIKIPEDIA,
        500,
        "2023-07-01/2025-11-30",
        _WIKI,
        acquisition_method="crawl",
        user_agent="example-bot/1.0",
        robots_verdict="allowed",
        access_control_bypassed=False,
        rights_signals=[{"scheme": "aipref", "category": "train-ai", "value": "allowed"}],
    ),
    batch(
        "wiki-questions",
        WIKIPEDIA,
        200,
        "2024-02-01/2024-02-02",
        _WIKI,
        published_at="2016-01-01/2016-05-31",
        acquisition_method="third_party_dataset",
        was_derived_from=["squad"],
        rights_signals=[],
    ),
    *(
        batch(
            f"posts-{version}",
            STACK_OVERFLOW,
            records,
            "2024-04-01/2024-04-02",
            _DUMP,
            published_at=written,
            publisher="Stack Exchange",
            license=f"CC-BY-SA-{version}",
        )
        for version, records, written in (
            ("4.0", 600, "2018-05-02/2024-03-31"),
            ("3.0", 300, "2011-04-08/2018-05-01"),
            ("2.5", 100, "2008-09-15/2011-04-07"),
        )
    ),
    batch("code-mit", GITHUB, 600, "2021-01-15/2025-11-30", _CODE, license="MIT"),
    batch("code-apache", GITHUB, 400, "2021-01-15/2025-11-30", _CODE, license="Apache-2.0"),
    batch(
        "own",
        HELP_CENTRE,
        500,
        "2021-01-15/2025-11-30",
        _BASE,
        source_category="own",
        acquisition_method="own",
    ),
    batch(
        "synthetic",
        NOWHERE,
        200,
        "2025-01-10/2025-06-30",
        _BASE,
        source_category="synthetic",
        acquisition_method="synthetic",
        generated_by=["Mistral-7B-Instruct-v0.2"],
    ),
    batch(
        "reddit-feed",
        REDDIT,
        800,
        "2024-03-05/2025-11-30",
        _POSTS,
        acquisition_method="licensed_feed",
        grant_id="reddit-feed",
    ),
    batch(
        "x-free", TWITTER, 300, "2022-01-10/2022-11-10", _POSTS, grant_id="x-essential", used_at="2022-11-15"
    ),
    batch("x-contract", X, 500, "2024-11-01/2025-11-30", _POSTS, grant_id="x-enterprise"),
)


def write(folder: Path) -> tuple[Path, ...]:
    """Write card, register and manifest; return their paths."""
    return (
        write_yaml(folder / "dataset.yaml", CARD, "An invented corpus that passes every shipped rule."),
        write_yaml(
            folder / "grants.yaml", GRANTS, "What Example AI Ltd holds. Names and papers are invented."
        ),
        write_manifest(folder / "manifest.parquet", rows(BATCHES, SEED), COLUMNS),
    )
