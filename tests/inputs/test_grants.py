"""The grant register: a file, a folder, or Parquet."""

import datetime
from pathlib import Path

import pytest

from compliance.errors import ConfigurationError
from compliance.inputs.grants import read_register
from compliance.model.grant import Grant, GrantType
from tests.factories import write_manifest, write_text

GRANT = "{id: %s, type: contract, platform: x}"


def faults(path: Path) -> list[str]:
    """Return the problems of a register as the command line shows them."""
    with pytest.raises(ConfigurationError) as caught:
        read_register(path, "grants")
    return [str(problem) for problem in caught.value.problems]


def test_a_file(tmp_path: Path) -> None:
    """A YAML file lists grants."""
    path = write_text(
        tmp_path / "grants.yaml",
        """\
        grants:
          - id: x-pro
            type: api_plan
            platform: x
            valid_from: 2023-04-01
            price: {amount: 42000, currency: USD, per: month}
            read_cap: 1000000
            permitted_purposes: [pretrain]
          - {id: c4, type: public_license, target: {datasets: [c4]}}
        """,
    )
    register, (recorded,) = read_register(path, "grants.yaml")
    first, second = register.grants

    assert (first.id, first.type, first.valid_from) == (
        "x-pro",
        GrantType.API_PLAN,
        datetime.date(2023, 4, 1),
    )
    assert first.permitted_purposes == ("pretrain",)
    assert second.target is not None
    assert (recorded.path, recorded.kind) == ("grants.yaml", "grants")


def test_an_empty_register_is_a_register(tmp_path: Path) -> None:
    """A register without grants says that we hold none; that is not the same as no register."""
    assert read_register(write_text(tmp_path / "g.yaml", "grants: []\n"), "g.yaml")[0].grants == ()


def test_a_folder(tmp_path: Path) -> None:
    """The files of a folder are one register, in the order of their names; other files are left alone."""
    write_text(tmp_path / "b.yaml", f"grants: [{GRANT % 'b'}]")
    write_text(tmp_path / "a.yaml", f"grants: [{GRANT % 'a1'}, {GRANT % 'a2'}]")
    write_text(tmp_path / "README.md", "not a register")
    register, inputs = read_register(tmp_path, "grants")

    assert [grant.id for grant in register.grants] == ["a1", "a2", "b"]
    assert [recorded.path for recorded in inputs] == ["grants/a.yaml", "grants/b.yaml"]


def test_every_broken_file_of_a_folder(tmp_path: Path) -> None:
    """The problems of all files come at once, each with its file and line."""
    write_text(tmp_path / "a.yaml", "grants:\n  - {id: a, type: contract}\n")
    write_text(tmp_path / "b.yaml", "grants: [")
    write_text(tmp_path / "c.yaml", f"grants: [{GRANT % 'c'}]")
    first, second = faults(tmp_path)

    assert first == "grants/a.yaml:2:5: a grant names a platform or a target"
    assert second.startswith("grants/b.yaml:")


def test_one_id_twice(tmp_path: Path) -> None:
    """Two grants with one id cannot be told apart, in one file or in two."""
    write_text(tmp_path / "one" / "a.yaml", f"grants: [{GRANT % 'g'}, {GRANT % 'g'}]")
    write_text(tmp_path / "two" / "a.yaml", f"grants: [{GRANT % 'g'}]")
    write_text(tmp_path / "two" / "b.yaml", f"grants: [{GRANT % 'g'}]")

    for path in (tmp_path / "one" / "a.yaml", tmp_path / "one", tmp_path / "two"):
        (fault,) = faults(path)
        assert "two grants have the id 'g'" in fault


def test_faults_of_a_file(tmp_path: Path) -> None:
    """Unknown purposes and keys, bad digests and negative caps are errors at their places."""
    text = """\
    grants:
      - id: a
        type: contract
        platform: x
        permitted_purposes: [pretraining]
        read_cap: -1
        licencee: me
        document: {path: a.pdf, sha256: abc}
    """
    found = faults(write_text(tmp_path / "grants.yaml", text))

    assert [fault.split(": ", 1)[0] for fault in found] == [
        "grants:5:25",
        "grants:6:15",
        "grants:7:15",
        "grants:8:37",
    ]
    assert "unknown purpose 'pretraining'" in found[0]


def test_parquet(tmp_path: Path) -> None:
    """A register may be a table: one grant per row, nulls for what is not said."""
    rows: list[dict[str, object]] = [
        {
            "id": "a",
            "type": "contract",
            "platform": "x",
            "valid_from": datetime.date(2023, 1, 1),
            "read_cap": None,
        },
        {"id": "b", "type": "api_plan", "platform": "reddit", "valid_from": None, "read_cap": 5},
    ]
    register, (recorded,) = read_register(write_manifest(tmp_path / "g.parquet", rows), "g.parquet")

    assert register.grants == (
        Grant(id="a", type=GrantType.CONTRACT, platform="x", valid_from=datetime.date(2023, 1, 1)),
        Grant(id="b", type=GrantType.API_PLAN, platform="reddit", read_cap=5),
    )
    assert (recorded.path, recorded.kind) == ("g.parquet", "grants")


def test_parquet_with_faults(tmp_path: Path) -> None:
    """A row that is no grant, and a file that is no Parquet, are errors that name the file."""
    row = write_manifest(tmp_path / "row.parquet", [{"id": "a", "type": "handshake", "platform": "x"}])
    text = write_text(tmp_path / "text.parquet", "id,type\n")

    assert faults(row)[0].startswith("grants:1:1: grants.0.type: ")
    assert faults(text)[0].startswith("grants:1:1: cannot be read as Parquet: ")


def test_a_missing_register(tmp_path: Path) -> None:
    """A register that was named and is not there is an error, never an absence of grants."""
    assert faults(tmp_path / "none.yaml")[0].startswith("grants:1:1: cannot be read")
    assert faults(tmp_path / "none.parquet")[0].startswith("grants:1:1: cannot be read")


def test_an_empty_folder(tmp_path: Path) -> None:
    """A folder without files is no register: nobody said that we hold nothing."""
    assert faults(tmp_path)
