"""Lineage: whether the parents of a record are datasets that somebody knows."""

from collections.abc import Iterable, Sequence

import pyarrow as pa

from compliance.model.card import Parent
from compliance.model.history import Known, Origin
from compliance.model.manifest import Dataset
from compliance.model.reference import KnownDataset
from compliance.model.spelling import dataset_key


def lineage_table(
    keys: Iterable[tuple[int, tuple[str, ...] | None]],
    datasets: Sequence[Dataset],
    known: Iterable[KnownDataset],
) -> pa.Table:
    """Return for each dataset and list of parents how many there are and whether all are known."""
    names = _public(known) | _own(datasets)
    rows = []
    for dataset, parents in keys:
        own = [parent.name for parent in datasets[dataset].card.parents]
        every = [*(parents or ()), *own]
        all_known = all(dataset_key(parent) in names for parent in every)
        rows.append(
            {
                "dataset": dataset,
                "parents": None if parents is None else list(parents),
                "lineage.parents": len(every),
                "lineage.known": True if every and all_known else None,
            }
        )
    schema = pa.schema(
        [
            ("dataset", pa.int32()),
            ("parents", pa.list_(pa.string())),
            ("lineage.parents", pa.int32()),
            ("lineage.known", pa.bool_()),
        ]
    )
    return pa.Table.from_pylist(rows, schema)


def origins(datasets: Sequence[Dataset], known: Iterable[KnownDataset]) -> list[tuple[Origin, ...]]:
    """Return the parents that the card of each dataset names."""
    public, own = _public(known), _own(datasets)

    def origin(parent: Parent) -> Origin:
        key = dataset_key(parent.name)
        who = Known.RUN if key in own else Known.PUBLIC if key in public else Known.UNKNOWN
        return Origin(parent.name, parent.version, who)

    return [tuple(map(origin, dataset.card.parents)) for dataset in datasets]


def _public(known: Iterable[KnownDataset]) -> set[str]:
    return {dataset_key(name) for dataset in known for name in (dataset.id, *dataset.names)}


def _own(datasets: Sequence[Dataset]) -> set[str]:
    """Return the datasets that are there, whether or not this run looks at them."""
    names = dict.fromkeys(name for dataset in datasets for name in (dataset.name, *dataset.beside))
    return set(map(dataset_key, names))
