"""A project of Great Expectations: the files of a context whose checkpoint judges some manifests."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from compliance.gx.action import WriteReports
from compliance.gx.host import (
    Checkpoint,
    FileDataContext,
    UpdateDataDocsAction,
    ValidationDefinition,
    get_context,
)
from compliance.gx.project.sql_suites import SqlSuite, add_sql_suite
from compliance.gx.project.steady_ids import settle_ids
from compliance.gx.rules.suites import suite_from_pack
from compliance.gx.source.datasource import ManifestAsset

SOURCE, BATCH, CHECKPOINT = "compliance", "whole manifest", "compliance"
"""Names of what there is once in every project."""
_SITE = {
    "class_name": "OfflineSiteBuilder",
    "module_name": "compliance.gx",
    "store_backend": {
        "class_name": "TupleFilesystemStoreBackend",
        "base_directory": "uncommitted/data_docs/local_site/",
    },
}
_MADE_AGAIN = ("uncommitted", ".ge_store_backend_id")
"""What GX makes where it is missing, and what is not for a repository."""


@dataclass(frozen=True)
class ProjectAsset:
    """A manifest and its papers; paths are as seen from the root of the project."""

    name: str
    path: str
    papers: Mapping[str, str]
    """Path of the card, the grants, the waivers, the corrections and the baseline, where they are given."""


def project_files(
    root: Path,
    assets: Sequence[ProjectAsset],
    rules: Sequence[str] = (),
    reports: str = "reports",
    suites: Sequence[SqlSuite] = (),
) -> dict[str, str]:
    """Return the text of each file of the project by its path below the folder `gx`.

    There is a suite, with every rule, and a validation for each asset, and one
    checkpoint, which writes reports to the folder *reports*; the *suites* of
    queries are there for data sources of the reader's own. Paths are relative to
    *root*. Equal arguments give equal files. Raises TestConnectionError for a
    manifest that cannot be read.
    """
    with TemporaryDirectory() as scratch:
        context = get_context(mode="file", project_root_dir=scratch)
        context.enable_analytics(False)
        context.variables.progress_bars = {"globally": False}
        context.variables.data_docs_sites = {"local_site": _SITE}
        context.variables.save()
        with chdir(root):
            names = _fill(context, assets, rules, reports)
            for suite in suites:
                names |= add_sql_suite(context, suite, rules)
        folder = Path(scratch) / "gx"
        settle_ids(folder, names)
        with (folder / ".gitignore").open("a", encoding="utf-8") as ignored:
            ignored.write("\n.ge_store_backend_id\n")
        return {
            path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not any(part in _MADE_AGAIN for part in path.relative_to(folder).parts)
        }


def _fill(
    context: FileDataContext, assets: Sequence[ProjectAsset], rules: Sequence[str], reports: str
) -> dict[str, str]:
    """Add everything to the context; return what each random id belongs to."""
    source = context.data_sources.add_manifest(SOURCE, rules=list(rules))
    names = {str(source.id): f"source {SOURCE}"}
    validations = []
    for given in assets:
        asset = source.add_manifest_asset(given.name, path=given.path, **given.papers)
        validation = _validation(context, asset, rules)
        validations.append(validation)
        names |= dict(_named(asset, validation))
    checkpoint = context.checkpoints.add(
        Checkpoint(
            name=CHECKPOINT,
            validation_definitions=validations,
            actions=[
                WriteReports(
                    name="reports",
                    reports={format_: f"{reports}/{{asset}}.{format_}" for format_ in ("html", "json")},
                ),
                UpdateDataDocsAction(name="data docs"),
            ],
        )
    )
    return names | {str(checkpoint.id): f"checkpoint {CHECKPOINT}"}


def _validation(context: FileDataContext, asset: ManifestAsset, rules: Sequence[str]) -> ValidationDefinition:
    suite = context.suites.add(suite_from_pack(name=asset.name, rules=rules))
    definition = asset.add_batch_definition_whole_manifest(BATCH)
    return context.validation_definitions.add(
        ValidationDefinition(name=asset.name, data=definition, suite=suite)
    )


def _named(asset: ManifestAsset, validation: ValidationDefinition) -> Iterator[tuple[str, str]]:
    yield str(asset.id), f"asset {asset.name}"
    yield str(validation.data.id), f"batch {asset.name}"
    yield str(validation.id), f"validation {asset.name}"
    yield str(validation.suite.id), f"suite {asset.name}"
    for expectation in validation.suite.expectations:
        yield str(expectation.id), f"expectation {asset.name} {expectation.rule}"
