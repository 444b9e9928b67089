"""The names a rule may use: every namespace, what its names mean and what they hold.

`record.*` are the canonical columns; see `columns.py`. All other names are joined to the
records by the judge, at the clock of the rule. Any of them may be null: that is "unknown".
"""

from dataclasses import dataclass
from types import MappingProxyType

from compliance.model.columns import COLUMNS
from compliance.model.platform import ClauseName


@dataclass(frozen=True)
class Name:
    """One name of the expression language."""

    namespace: str
    name: str
    meaning: str

    @property
    def full(self) -> str:
        """`namespace.name`, as it is written in a rule and named in every table."""
        return f"{self.namespace}.{self.name}"


_MEANINGS = {
    "platform": {
        "id": "the platform the record comes from: the stated one if we know it, else the detected one",
        "declared": "the stated platform, if we know it (aliases resolved)",
        "detected": "the platform behind the host of the URL, archive addresses unwrapped",
        "host_kind": "primary, media, short_link, mirror or archive",
    },
    "id_time": {
        "created_at": "the creation time inside the id of the URL; only compared with record columns",
    },
    "signal": {
        "training": "strictest rights signal about training AI: disallowed, constrained, unknown or allowed",
        "conflict": "whether signals about training disagree; null when none speaks of it",
        "schemes": "list of the schemes that speak about the record",
        "count": "how many rights signals the record has; null when the column is empty",
    },
    "terms": {
        "delete_within_hours": "hours in which a deletion must be done, by the strictest clause in force",
        "refresh_within_days": "days after which a copy must be refreshed or deleted",
        "known": "true when a clause binding the route of the record was in force that day, else null",
        **{clause.value: f"the strictest value of {clause} in force that day" for clause in ClauseName},
        **{
            f"{clause.value}_conditions": f"list of the conditions that narrow {clause}"
            for clause in ClauseName
        },
    },
    "license": {
        "expression": "the SPDX expression that decides: concluded, else declared, else read from the text",
        "status": "recognised, unrecognised, no_assertion or none; null when nothing is stated",
        "basis": "concluded, declared or verbatim",
        "commercial_use": "allowed, conditional or prohibited; null when undetermined",
        "derivatives": "allowed, conditional or prohibited; null when undetermined",
        "redistribution": "allowed, conditional or prohibited; null when undetermined",
        "training": "expressly_allowed, allowed, silent, limited or prohibited; null when undetermined",
        "attribution": "required or not_required; null when undetermined",
        "share_alike": "required or not_required; null when undetermined",
        "agrees": "whether declared and concluded mean the same; null when either says nothing",
    },
    "grant": {
        "id": "id of the grant the record names, else of the best covering one",
        "exists": "the named grant is in the register, or one covers the record; null without a register",
        "implied": "the record names no grant; the best covering one was used",
        "in_force": "valid, not terminated and paid on the clock's day",
        "covers_platform": "the grant is for the platform of the record",
        "covers_entity": "the licensee is the entity of the dataset",
        "covers_purpose": "the purpose is permitted and not prohibited; null when either is silent",
        "platform": "the platform the grant is for; null for one that names its target only",
        "type": "api_plan, contract, click_through, written_permission or public_license",
        "plan": "the plan named by the grant",
        "commercial": "commercial use is permitted",
        "training": "training of models is permitted",
        "redistribution": "none, ids_only, limited or allowed",
        "read_cap": "reads allowed per cap window",
        "cap_window": "day or month",
        "valid_from": "first day",
        "valid_to": "first day after the last",
        "terminated_on": "day of termination",
        "paid_through": "last paid day",
        "ended_on": "day on which the grant ends, by date or by termination; null when neither is set",
        "delete_on_end": "the data must be deleted when the grant ends",
        "documented": "the register holds the document with its digest, and the use case",
        "recipients": "list of those to whom the data may be passed on; null when none is named",
        "delete_by": "last day on which the data may still be held after the end",
    },
    "lineage": {
        "parents": "how many parents the record and the card name",
        "known": "true when every parent is a dataset of the run or a known public one; else null",
    },
    "model": {
        "known": "true when every generator the record names is a model in the reference data; else null",
        "providers": "list of the platforms whose terms the generators come under",
        "output_training": "strictest value of model_output_training for the generators that day; "
        "null when one is unknown or nothing is on record, unless another prohibits it",
        "output_training_conditions": "list of the conditions that narrow model.output_training",
    },
    "dataset": {
        "name": "name on the card",
        "version": "version on the card",
        "owner": "owner on the card",
        "entity": "who we are",
        "intended_use": "intended use on the card",
        "released_to": "to whom the dataset is released",
    },
    "clock": {"day": "the day of the rule's clock"},
    "run": {"as_of": "the day as of which the audit is made"},
    "measure": {
        "records": "rows; only inside an aggregate of a group rule",
        "items": "sum of record_count, one where it is missing; only inside an aggregate of a group rule",
        "tokens": "sum of token_count; only inside an aggregate of a group rule",
        "bytes": "sum of content_size; only inside an aggregate of a group rule",
    },
}

NAMES = MappingProxyType(
    {
        name.full: name
        for name in (
            *(Name("record", column, f"the manifest column `{column}`") for column in COLUMNS),
            *(
                Name(namespace, name, meaning)
                for namespace, meanings in _MEANINGS.items()
                for name, meaning in meanings.items()
            ),
        )
    }
)
"""Every name of the expression language by its full form."""
