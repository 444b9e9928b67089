"""The grant register: a YAML file, a folder of them, or a Parquet file."""

import hashlib
from pathlib import Path

from pydantic import ValidationError

from compliance.errors import ConfigurationError, Problem
from compliance.inputs.validation import validate
from compliance.inputs.yaml_file import read_yaml
from compliance.model.grant import Register
from compliance.model.input import Input


def read_register(path: Path, shown: str) -> tuple[Register, tuple[Input, ...]]:
    """Return the register at *path* and the files it was read from.

    Raises ConfigurationError with every fault of every file, two grants with
    one id among them.
    """
    if path.suffix == ".parquet":
        return _read_parquet(path, shown)
    if not path.is_dir():
        file = read_yaml(path, shown, "grants")
        return validate(file, Register), (file.input,)
    registers: list[Register] = []
    inputs: list[Input] = []
    problems: list[Problem] = []
    for part in sorted(path.glob("*.yaml")):
        try:
            file = read_yaml(part, f"{shown}/{part.name}", "grants")
            registers.append(validate(file, Register))
            inputs.append(file.input)
        except ConfigurationError as error:
            problems += error.problems
    if not registers and not problems:
        problems.append(Problem(shown, 1, 1, "holds no grants: there is no *.yaml file in the folder"))
    if problems:
        raise ConfigurationError(tuple(problems))
    grants = [grant for register in registers for grant in register.grants]
    return _register({"grants": [grant.model_dump() for grant in grants]}, shown), tuple(inputs)


def _read_parquet(path: Path, shown: str) -> tuple[Register, tuple[Input, ...]]:
    import pyarrow as pa  # noqa: PLC0415 - start-up time
    from pyarrow import parquet  # noqa: PLC0415 - likewise

    try:
        content = path.read_bytes()
        rows = parquet.read_table(pa.BufferReader(content)).to_pylist()
    except (OSError, pa.ArrowException) as error:
        raise ConfigurationError((Problem(shown, 1, 1, f"cannot be read as Parquet: {error}"),)) from error
    stated = [{name: value for name, value in row.items() if value is not None} for row in rows]
    recorded = Input(shown, "grants", hashlib.sha256(content).hexdigest(), len(content))
    return _register({"grants": stated}, shown), (recorded,)


def _register(value: object, shown: str) -> Register:
    try:
        return Register.model_validate(value)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        texts = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in faults)
        raise ConfigurationError(tuple(Problem(shown, 1, 1, text) for text in texts)) from error
