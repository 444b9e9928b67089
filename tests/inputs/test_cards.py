"""Dataset cards."""

import datetime
from pathlib import Path

import pytest

from compliance.errors import ConfigurationError
from compliance.inputs.cards import read_card
from compliance.model.card import Parent
from tests.factories import write_text


def faults(folder: Path, text: str) -> list[str]:
    """Return the problems of a card as the command line shows them."""
    with pytest.raises(ConfigurationError) as caught:
        read_card(write_text(folder / "dataset.yaml", text), "data/dataset.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_a_whole_card(tmp_path: Path) -> None:
    """Everything that a card may say is read, and the file is on the receipt."""
    text = """\
    name: posts
    version: '2023.1'
    owner: research
    manifest: parts/*.parquet
    columns: {id: key, url: "'https://x.com/i/status/' || key", license: 'list_transform(l, lambda x: x.id)'}
    defaults: {platform: x, collected_at: 2023-04-01, commercial: false, token_count: 5}
    parents: [{name: c4, version: '1'}, {name: pile}]
    entity: Example Ltd
    jurisdictions: [EU, NO]
    intended_use: pretrain
    released_to: nobody
    """
    stated = read_card(write_text(tmp_path / "dataset.yaml", text), "data/dataset.yaml")
    card, recorded = stated.card, stated.input

    assert (card.name, card.version, card.manifest) == ("posts", "2023.1", "parts/*.parquet")
    assert card.defaults == {
        "platform": "x",
        "collected_at": datetime.date(2023, 4, 1),
        "commercial": False,
        "token_count": 5,
    }
    assert card.parents == (Parent(name="c4", version="1"), Parent(name="pile"))
    assert card.jurisdictions == ("EU", "NO")
    assert (recorded.path, recorded.kind) == ("data/dataset.yaml", "card")


def test_the_least_card(tmp_path: Path) -> None:
    """A name is enough."""
    assert read_card(write_text(tmp_path / "dataset.yaml", "name: d\n"), "d.yaml").card.name == "d"


def test_where_a_card_says_what(tmp_path: Path) -> None:
    """Every key has its line, also above the values below it, and no key of an item is among them."""
    text = """\
    name: posts

    defaults:
      # the default of all
      platform: x
      license:
        MIT
    parents:
    - name: c4
    """
    stated = read_card(write_text(tmp_path / "dataset.yaml", text), "d.yaml")

    assert stated.lines == (
        ("name", 1),
        ("defaults", 3),
        ("defaults.platform", 5),
        ("defaults.license", 6),
        ("parents", 8),
    )


@pytest.mark.parametrize("text", ["version: '1'\n", "name: ''\n"])
def test_a_card_without_a_name(text: str, tmp_path: Path) -> None:
    """A dataset without a name cannot be reported on."""
    assert faults(tmp_path, text)[0].startswith("data/dataset.yaml:1:")


@pytest.mark.parametrize("key", ["columns", "defaults"])
def test_a_column_nobody_knows(key: str, tmp_path: Path) -> None:
    """A map or default for a column that does not exist would do nothing, so it is an error."""
    assert faults(tmp_path, f"name: d\n{key}:\n  platfrom: x\n") == [
        "data/dataset.yaml:3:3: 'platfrom' is not a canonical column"
    ]


def test_forbidden_expressions_all_at_once(tmp_path: Path) -> None:
    """Each forbidden expression is shown at its place in the card."""
    text = """\
    name: d
    columns:
      id: (SELECT 1)
      url: key
      platform: read_csv('/etc/passwd')
    """
    first, second = faults(tmp_path, text)

    assert first.startswith("data/dataset.yaml:3:7: `id`: ")
    assert second == "data/dataset.yaml:5:13: `platform`: READ_CSV is not allowed here"


@pytest.mark.parametrize("path", ["/etc/passwd", "../other.parquet", "a/../../b.parquet", ".."])
def test_a_manifest_outside_the_folder(path: str, tmp_path: Path) -> None:
    """A card from a stranger reaches no file beyond its own folder."""
    (fault,) = faults(tmp_path, f"name: d\nmanifest: {path}\n")

    assert fault.startswith("data/dataset.yaml:2:11: the manifest must lie in the folder of its card")


def test_a_column_with_spaces(tmp_path: Path) -> None:
    """A column of the file whose name has spaces is renamed like any other."""
    path = write_text(tmp_path / "dataset.yaml", "name: d\ncolumns: {was_derived_from: Text Sources}\n")

    assert read_card(path, "d.yaml").card.columns == {"was_derived_from": "Text Sources"}


@pytest.mark.parametrize(
    "url",
    [
        "s3://bucket/day=*/a b.parquet",
        "gs://bucket/folder",
        "abfss://files@account.dfs.core.windows.net/m.parquet",
        "hf://datasets/owner/name/data/*.parquet",
        "https://example.org/m.parquet",
    ],
)
def test_a_manifest_in_a_store(url: str, tmp_path: Path) -> None:
    """A card may lead to a store, and its URL stays as it was written."""
    path = write_text(tmp_path / "dataset.yaml", f"name: d\nmanifest: {url}\n")

    assert read_card(path, "d.yaml").card.manifest == url


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest",
        "memory://a",
        "sftp://host/a",
        "local://etc/passwd",
        "https://example.org/a?signature=SECRET",
        "s3://bucket/a?endpoint_override=example.org",
        "abfs://files@collects-tokens.example.org/a",
        "s3://key:SECRET@bucket/a",
        "file:///etc/passwd",
    ],
)
def test_a_manifest_where_a_card_may_not_lead(url: str, tmp_path: Path) -> None:
    """A card from a stranger reaches neither the network around us nor hosts that want our credentials."""
    (fault,) = faults(tmp_path, f"name: d\nmanifest: {url}\n")

    assert fault.startswith("data/dataset.yaml:2:11: ")
    assert "SECRET" not in fault
