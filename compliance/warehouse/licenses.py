"""Licences as a lookup table: ids, names and addresses, and what each permits."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from compliance.judge.licenses import read_license
from compliance.judge.licenses.spellings import NO_LICENSE, NOT_ASSERTED, VAGUE
from compliance.judge.licensing import license_table
from compliance.model.license import Rights
from compliance.warehouse.lists import Listed
from compliance.warehouse.lookup import Dimension, Lookup, Value

_ELEMENTS = ("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd")
_VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")
_TOOLS = ("zero/1.0", "mark/1.0")


def license_lookup(matrix: Mapping[str, Rights], asked: Sequence[Listed]) -> Lookup:
    """Return what each known text is read as, by its lower case; a text that is not there is not known."""
    texts = sorted(text for text in set(_texts(matrix)) if text and _is_read_alike(text, matrix))
    table = license_table(((None, None, text) for text in texts), matrix).to_pylist()
    columns = tuple((one.name, one.type) for one in asked)
    rows: list[tuple[Value, ...]] = [
        (row["concluded"], *(one.value(row[one.source]) for one in asked)) for row in table
    ]
    return Lookup("licenses", (Dimension("license.key", "license.text", {}),), columns, tuple(rows))


def _texts(matrix: Mapping[str, Rights]) -> Iterator[str]:
    for rights in matrix.values():
        yield from _spellings(rights.id.lower())
        yield from (name.lower() for name in rights.names)
    yield from (*NOT_ASSERTED, *NO_LICENSE, *VAGUE)
    pages = [f"licenses/{elements}/{version}" for elements, version in product(_ELEMENTS, _VERSIONS)]
    pages += [f"publicdomain/{tool}" for tool in _TOOLS]
    for page, scheme, end in product(pages, ("https://", "http://", ""), ("/", "")):
        yield f"{scheme}creativecommons.org/{page}{end}"


def _spellings(id_: str) -> Iterator[str]:
    """Yield an id, and as people write it: some of its hyphens as spaces, as in CC BY-SA 4.0."""
    start, _, rest = id_.partition("-")
    middle, _, end = rest.rpartition("-")
    yield from (id_, id_.replace("-", " "), f"{start} {rest}")
    if middle:
        yield f"{start} {middle} {end}"


def _is_read_alike(text: str, matrix: Mapping[str, Rights]) -> bool:
    """Tell whether case does not matter to how a text is read."""
    spellings = {text, text.upper(), text.title()} - {"None"}
    readings = [read_license(spelling, matrix) for spelling in sorted(spellings)]
    return len({(reading.status, reading.expression) for reading in readings}) == 1
