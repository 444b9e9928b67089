"""Reading licences as people write them."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.judge.licenses import read_license
from compliance.judge.licenses.known_ids import license_ids
from compliance.model.license import LicenseStatus, Rights

Matrix = Mapping[str, Rights]

RECOGNISED = [
    ("MIT", "MIT"),
    ("mit", "MIT"),
    ("MIT License", "MIT"),
    ("The MIT License", "MIT"),
    ("  MIT\nLicense. ", "MIT"),
    ("apache-2.0", "Apache-2.0"),
    ("Apache License, Version 2.0", "Apache-2.0"),
    ("Apache License 2.0", "Apache-2.0"),
    ("https://www.apache.org/licenses/LICENSE-2.0", "Apache-2.0"),
    ("BSD 3-Clause License", "BSD-3-Clause"),
    ('BSD 3-Clause "New" or "Revised" License', "BSD-3-Clause"),
    ("LGPL 2.1", "LGPL-2.1-only"),
    ("gpl-3.0", "GPL-3.0-only"),
    ("GNU General Public License v3.0", "GPL-3.0-only"),
    ("GPL-3.0+", "GPL-3.0-or-later"),
    ("GNU General Public License v2.0 or later", "GPL-2.0-or-later"),
    ("https://www.gnu.org/licenses/gpl-3.0.en.html", "GPL-3.0-only"),
    ("EPL 1.0", "EPL-1.0"),
    ("Zlib", "Zlib"),
    ("json", "JSON"),
    ("odc-by", "ODC-By-1.0"),
    ("odbl", "ODbL-1.0"),
    ("cdla-permissive-2.0", "CDLA-Permissive-2.0"),
    ("CDLA Sharing 1.0", "CDLA-Sharing-1.0"),
    ("c-uda", "C-UDA-1.0"),
    ("openrail", "LicenseRef-openrail"),
    ("llama3.1", "LicenseRef-scancode-llama-3.1-license-2024"),
    ("Non Commercial", "LicenseRef-non-commercial"),
    ("CC0", "CC0-1.0"),
    ("CC0: Public Domain", "CC0-1.0"),
    ("CC0 1.0 Universal (CC0 1.0) Public Domain Dedication", "CC0-1.0"),
    ("CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0"),
    ("cc-by-4.0", "CC-BY-4.0"),
    ("Attribution 4.0 International (CC BY 4.0)", "CC-BY-4.0"),
    ("https://creativecommons.org/licenses/by/3.0/at/", "CC-BY-3.0-AT"),
    ("https://creativecommons.org/licenses/by-nc-sa/2.0/fr/", "CC-BY-NC-SA-2.0-FR"),
    ("https://creativecommons.org/licenses/by-nc/3.0/es/", "LicenseRef-cc-by-nc-3.0-es"),
    ("https://creativecommons.org/licenses/sampling+/1.0/", "LicenseRef-scancode-cc-sampling-plus-1.0"),
    ("https://creativecommons.org/licenses/nd-nc/1.0/", "LicenseRef-cc-nc-nd-1.0"),
    ("http://creativecommons.org/licenses/publicdomain/", "CC-PDDC"),
    ("https://choosealicense.com/licenses/cc-by-sa-4.0/", "CC-BY-SA-4.0"),
    ("https://spdx.org/licenses/BSD-2-Clause.html", "BSD-2-Clause"),
    ("https://opensource.org/licenses/MIT", "MIT"),
    ("gpl-2.0-only with classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
    ("mit or apache-2.0", "MIT OR Apache-2.0"),
    ("MIT AND GPLv2 or later", "MIT AND GPL-2.0-or-later"),
    ("MIT License AND CC BY-NC 4.0", "MIT AND CC-BY-NC-4.0"),
    ("(mit OR Apache License 2.0) AND cc0-1.0", "(MIT OR Apache-2.0) AND CC0-1.0"),
    ("MIT AND Apache-2.0 AND MIT License", "MIT AND Apache-2.0"),
    ("((MIT))", "MIT"),
]


@pytest.mark.parametrize(("written", "expression"), RECOGNISED)
def test_recognised(matrix: Matrix, written: str, expression: str) -> None:
    """A spelling that means one licence is that licence."""
    reading = read_license(written, matrix)

    assert (reading.status, reading.expression) == (LicenseStatus.RECOGNISED, expression)
    assert reading.written == written


@pytest.mark.parametrize(
    "written",
    [
        "other",
        "Custom",
        "see website",
        "cc",
        "Creative Commons",
        "bsd",
        "GPL",
        "gfdl",
        "Apache",
        "CC BY-SA",
        "OpenAI",
        "gemma",
        "Public Domain",
        "my own licence",
        "MIT-like",
        "MIT except for the images",
        "MIT and friends",
        "MIT, Apache-2.0",
        "Apache-2.0 WITH something",
        "LicenseRef-acme",
        "LicenseRef-cc-by-4.0",
        "https://example.com/license",
        "MIT AND",
        "(MIT",
        "MIT (Apache-2.0)",
        "MIT " * 1_000,
    ],
)
def test_unrecognised(matrix: Matrix, written: str) -> None:
    """What is not surely one licence grants nothing, and the reading says why."""
    reading = read_license(written, matrix)

    assert (reading.status, reading.expression) == (LicenseStatus.UNRECOGNISED, "NOASSERTION")
    assert reading.confidence == "low"
    assert reading.reason


@pytest.mark.parametrize("written", ["", "unknown", "Unspecified", "N/A", "NOASSERTION", "null", "None", "?"])
def test_nothing_is_claimed(matrix: Matrix, written: str) -> None:
    """Words of those who do not know, and empty values written out, claim nothing."""
    assert read_license(written, matrix).status is LicenseStatus.NO_ASSERTION


@pytest.mark.parametrize("written", ["NONE", "none", "No License", "no licence"])
def test_no_license(matrix: Matrix, written: str) -> None:
    """Somebody who looked and found nothing is not somebody who does not know."""
    reading = read_license(written, matrix)

    assert (reading.status, reading.expression) == (LicenseStatus.NONE, "NONE")


@pytest.mark.parametrize(
    ("written", "status", "expression"),
    [
        (
            "MIT License AND CC BY-NC 4.0 AND Unspecified",
            "no_assertion",
            "MIT AND CC-BY-NC-4.0 AND NOASSERTION",
        ),
        ("CC BY-NC 4.0 AND OpenAI", "unrecognised", "CC-BY-NC-4.0 AND NOASSERTION"),
        ("Unspecified AND OpenAI", "unrecognised", "NOASSERTION"),
        ("MIT OR Custom", "unrecognised", "MIT OR NOASSERTION"),
        ("MIT AND No License", "none", "MIT AND NONE"),
        ("MIT AND None", "no_assertion", "MIT AND NOASSERTION"),
        ("No License AND unknown", "no_assertion", "NONE AND NOASSERTION"),
    ],
)
def test_list_is_as_clear_as_its_worst_part(
    matrix: Matrix, written: str, status: str, expression: str
) -> None:
    """One unclear part makes the list unclear, and stands in the expression."""
    reading = read_license(written, matrix)

    assert (reading.status, reading.expression) == (LicenseStatus(status), expression)


def test_port_is_named(matrix: Matrix) -> None:
    """The reason tells the reader that a port was read."""
    assert "port ES" in read_license("https://creativecommons.org/licenses/by/3.0/es/", matrix).reason


@pytest.mark.parametrize(
    ("written", "confidence"), [("MIT", "high"), ("MIT License", "medium"), ("unknown", "low")]
)
def test_confidence(matrix: Matrix, written: str, confidence: str) -> None:
    """Ids are sure, names nearly so."""
    assert read_license(written, matrix).confidence == confidence


def test_matrices_are_kept_apart(matrix: Matrix) -> None:
    """Names come from the matrix that was handed in."""
    assert read_license("openrail", matrix).status is LicenseStatus.RECOGNISED
    assert read_license("openrail", {}).status is LicenseStatus.UNRECOGNISED


@given(st.text(max_size=300))
def test_any_text_is_read(matrix: Matrix, written: str) -> None:
    """No text raises, and reading its expression again gives it again."""
    expression = read_license(written, matrix).expression

    assert read_license(expression, matrix).expression == expression


ITEMS = st.sampled_from([written for written, _ in RECOGNISED] + ["unknown", "other", "No License", "cc"])
LISTS = st.recursive(
    ITEMS,
    lambda inner: st.tuples(inner, st.sampled_from(["AND", "OR"]), inner).map(
        lambda sides: f"({sides[0]}) {sides[1]} ({sides[2]})"
    ),
    max_leaves=6,
)


@given(LISTS)
def test_reading_is_idempotent(matrix: Matrix, written: str) -> None:
    """Reading what was read changes nothing, for any list of licences."""
    first = read_license(written, matrix)
    again = read_license(first.expression, matrix)

    assert again.expression == first.expression
    if first.status is LicenseStatus.RECOGNISED:
        assert again.status is LicenseStatus.RECOGNISED


@given(LISTS)
def test_spdx_tools_understand_what_is_recognised(matrix: Matrix, written: str) -> None:
    """A recognised expression parses with the SPDX library and means the same there."""
    import license_expression  # noqa: PLC0415

    reading = read_license(written, matrix)
    parsed = license_expression.get_spdx_licensing().parse(reading.expression)

    assert parsed.render() == reading.expression


def test_every_spdx_id_reads_as_itself(matrix: Matrix) -> None:
    """Every id on the SPDX list is recognised as itself in any case."""
    for id_ in license_ids().values():
        if not id_.startswith("LicenseRef-"):
            assert read_license(id_, matrix).expression == id_
            assert read_license(id_.upper(), matrix).expression == id_
