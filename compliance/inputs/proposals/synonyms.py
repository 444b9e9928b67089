"""What others call our columns: names seen in published manifests, crawls and dataset catalogues."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from compliance.model.columns import COLUMNS

SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "id": (
            *("record_id", "uid", "uuid", "guid", "unique_id", "identifier", "warc_record_id", "sample_id"),
            *("doc_id", "document_id", "row_id", "example_id", "item_id", "post_id", "tweet_id", "status_id"),
            *("image_id", "photo_id", "video_id", "comment_id", "message_id", "submission_id", "asset_id"),
            *("unique_dataset_identifier", "dataset_id", "dataset", "key", "index_level_0", "index"),
        ),
        "url": (
            *("source_url", "page_url", "web_url", "document_url", "original_url", "origin_url", "image_url"),
            *("img_url", "content_url", "media_url", "file_url", "video_url", "dataset_url", "download_url"),
            *("target_uri", "warc_target_uri", "source_uri", "uri", "permalink", "link", "href", "url_link"),
            *("landing_page", "homepage", "website", "website_url", "repository_url", "repository"),
        ),
        "name": ("title", "file_name", "filename", "dataset_name", "pretty_name", "display_name"),
        "contained_in": ("collection", "corpus", "archive", "source_dataset", "parent_dataset"),
        "sha256": ("sha_256", "sha256sum", "sha256_hash", "content_sha256", "file_sha256"),
        "platform": ("source_platform", "platform_name", "social_network", "network", "site", "service"),
        "publisher": ("publisher_name", "provider", "provider_name", "provider_domain", "news_outlet"),
        "creator": (
            *("author", "authors", "author_name", "creators", "creator_name", "artist", "photographer"),
            *("uploader", "username", "user_name", "screen_name", "channel"),
        ),
        "published_at": (
            *("published", "publish_date", "published_date", "date_published", "publication_date"),
            *("created_at", "created", "creation_date", "date_created", "created_utc", "posted_at"),
            *("post_date", "upload_date", "uploaded_at"),
        ),
        "was_derived_from": (
            *("derived_from", "derived_from_datasets", "source_datasets", "parents", "parent"),
        ),
        "generated_by": ("model_generated", "generator", "generated_with", "generating_model", "model_name"),
        "acquisition_method": ("collection_method", "acquired_via", "acquisition"),
        "collected_at": (
            *("crawl_date", "crawled_at", "crawl_time", "crawl_timestamp", "crawl_ts", "warc_date"),
            *("fetched_at", "fetch_date", "fetch_time", "retrieved_at", "retrieved", "retrieval_date"),
            *("scraped_at", "scrape_date", "downloaded_at", "download_date", "collected", "collected_on"),
            *("collection_date", "date_collected", "accessed_at", "access_date", "harvested_at"),
            *("collected_from", "timestamp", "warc_filename"),
        ),
        "acquired_by": ("collected_by", "crawler", "scraper", "vendor"),
        "user_agent": ("useragent", "crawler_user_agent"),
        "robots_verdict": ("robots", "robots_txt", "robots_allowed"),
        "region": ("country", "country_code"),
        "license": (
            *("licence", "licenses", "licences", "license_name", "licence_name", "license_type"),
            *("license_id", "license_tag", "license_spdx", "spdx", "spdx_id", "cc_license", "rights"),
        ),
        "license_declared": ("declared_license", "declared_licence", "licence_declared"),
        "license_concluded": ("concluded_license", "concluded_licence", "licence_concluded"),
        "license_evidence_url": ("license_url", "licence_url", "license_link", "licence_link", "rights_url"),
        "attribution_text": ("attribution", "credit", "credit_line"),
        "grant_id": ("contract_id", "agreement_id", "permission_id"),
        "rights_signals": ("signals", "opt_out_signals"),
        "purpose": ("intended_purpose", "use_case", "usage"),
        "commercial": ("is_commercial", "commercial_use"),
        "used_at": ("trained_at", "training_date"),
        "recipient": ("shared_with",),
        "shared_at": ("share_date", "date_shared"),
        "public_release": ("is_public", "publicly_released"),
        "deleted_at_source": ("source_deleted_at", "removed_at_source"),
        "delete_requested_at": ("deletion_requested_at", "takedown_requested_at", "erasure_requested_at"),
        "deleted_at": ("deletion_date", "removed_at", "purged_at"),
        "last_refreshed_at": ("refreshed_at", "rehydrated_at", "last_checked_at", "last_verified_at"),
        "has_personal_information": ("has_pii", "contains_pii", "pii", "personal_data"),
        "lawful_basis": ("legal_basis",),
        "token_count": ("tokens", "num_tokens", "n_tokens", "number_of_tokens"),
        "content_size": ("size_bytes", "num_bytes", "file_size", "filesize", "content_length", "bytes"),
        "record_count": ("num_rows", "num_examples", "n_records", "number_of_records"),
    }
)
"""Canonical column → other names for it, the likelier first."""

_BY_SYNONYM = {synonym: name for name, synonyms in SYNONYMS.items() for synonym in synonyms}
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_OTHER = re.compile(r"[^a-z0-9]+")


def plain_name(name: str) -> str:
    """Return a name as words joined by underscores: `Source URL` and `sourceUrl` are `source_url`."""
    return _OTHER.sub("_", _HUMPS.sub("_", name).lower()).strip("_")


def canonical_name(name: str) -> str | None:
    """Return the canonical column that a column's name stands for, if it is one that we know."""
    plain = plain_name(name)
    return plain if plain in COLUMNS else _BY_SYNONYM.get(plain)


def by_likelihood(canonical: str, names: Iterator[str]) -> list[str]:
    """Return those of the names that may stand for a canonical column, the likelier first."""
    order = {synonym: place for place, synonym in enumerate((canonical, *SYNONYMS.get(canonical, ())))}
    known = [name for name in names if plain_name(name) in order]
    return sorted(known, key=lambda name: order[plain_name(name)])
