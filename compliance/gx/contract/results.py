"""The result of the expectation on the contract, in the shapes that users of GX know."""

from typing import Any

from compliance.gx.contract.conformity import Conformity, Fault

_FORMATS = ("BOOLEAN_ONLY", "BASIC", "SUMMARY", "COMPLETE")


def as_contract_result(found: Conformity, shape: dict[str, Any]) -> dict[str, Any]:
    """Return the result in the format asked for."""
    most, level = shape["partial_unexpected_count"], _FORMATS.index(shape["result_format"])
    shows_rows = not shape.get("exclude_unexpected_values", False)
    examples, groups = _examples(found), _groups(found)
    rows = [{"file": example["file"], "row": example["row"]} for example in examples]
    result: dict[str, Any] = {
        "observed_value": len(found.faults),
        "element_count": found.rows,
        "details": {"faults": list(map(_fault, found.faults)), "notices": list(found.notices)},
    }
    if shows_rows:
        result["partial_unexpected_list"] = examples[:most]
    if level >= _FORMATS.index("SUMMARY"):
        result["partial_unexpected_counts"] = groups[:most] if shows_rows else []
        result["partial_unexpected_index_list"] = rows[:most]
    if level >= _FORMATS.index("COMPLETE"):
        result["unexpected_index_list"] = rows
        if shows_rows:
            result |= {"unexpected_list": examples, "unexpected_groups": groups}
    return result


def _fault(fault: Fault) -> dict[str, Any]:
    stated = {"kind": fault.kind, **dict(fault.place), "message": fault.message, "remedy": fault.remedy}
    return stated | ({} if fault.records is None else {"records": fault.records})


def _examples(found: Conformity) -> list[dict[str, Any]]:
    pointers = sorted({pointer for fault in found.faults for pointer in fault.pointers} & set(found.examples))
    rows = (found.examples[pointer] for pointer in pointers)
    return [{"file": row.file, "row": row.row, "record": dict(row.cells)} for row in rows]


def _groups(found: Conformity) -> list[dict[str, Any]]:
    """Return what is wrong in how many records: each word outside a vocabulary, each column with gaps."""
    groups = []
    for fault in found.faults:
        place = dict(fault.place)
        if "column" not in place or fault.records is None:
            continue
        values = fault.words or ((None, fault.records),)
        groups += [
            {"fault": fault.kind, "value": {place["column"]: word}, "count": count} for word, count in values
        ]
    return groups
