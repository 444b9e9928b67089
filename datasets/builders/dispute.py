"""The dataset that fails as the dispute of 2023 would, next to much that is in order."""

from pathlib import Path

from builders.batches import Batch, rows
from builders.dispute_duties import DUTIES
from builders.dispute_elsewhere import CLOSED, OPEN
from builders.dispute_gaps import GAPS
from builders.dispute_output import OUTPUT
from builders.dispute_papers import CARD, GRANTS
from builders.dispute_x import ON_X
from builders.files import write_manifest, write_yaml

SEED = 2023
COLUMNS = (
    *("id", "url", "platform", "publisher", "creator", "published_at", "source_category"),
    *("was_derived_from", "generated_by", "acquisition_method", "collected_at", "acquired_by"),
    *("api_app_id", "user_agent", "robots_verdict", "robots_fetched_at", "access_control_bypassed"),
    "rights_signals",
    *("license", "license_declared", "license_concluded", "license_evidence_url", "attribution_text"),
    *("grant_id", "purpose", "model_class", "commercial", "used_at"),
    *("recipient", "shared_at", "public_release", "object_form"),
    *("delete_requested_at", "deleted_at_source", "deleted_at", "last_refreshed_at"),
    *("has_personal_information", "lawful_basis"),
    *("token_count", "content_size", "record_count"),
)
PARTS: tuple[tuple[Batch, ...], ...] = (ON_X, CLOSED, OPEN, (*GAPS, *DUTIES, *OUTPUT))


def write(folder: Path) -> tuple[Path, ...]:
    """Write card, register and manifest; return their paths."""
    return (
        write_yaml(folder / "dataset.yaml", CARD, "An invented corpus that an auditor would not let pass."),
        write_yaml(
            folder / "grants.yaml", GRANTS, "What Example AI Ltd holds. Names and papers are invented."
        ),
        *(
            write_manifest(folder / "manifest" / f"part-{number}.parquet", rows(part, SEED), COLUMNS)
            for number, part in enumerate(PARTS)
        ),
    )
