"""Creative Commons licences: what was published, under which address and name."""

import pytest

from compliance.judge.licenses.creative_commons import Deed, Unclear, ordered, read_id, read_url
from compliance.judge.licenses.creative_commons_names import read_name


@pytest.mark.parametrize(
    ("address", "deed"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", Deed("by", "4.0")),
        ("http://www.creativecommons.org/licenses/by-sa/3.0", Deed("by-sa", "3.0")),
        ("//creativecommons.org/licenses/by/4.0/legalcode", Deed("by", "4.0")),
        ("creativecommons.org/licenses/by/4.0/deed.fr", Deed("by", "4.0")),
        ("https://creativecommons.org/licenses/by/4.0/deed.zh-hans?ref=chooser-v1#top", Deed("by", "4.0")),
        ("https://creativecommons.org/licenses/by-nc/3.0/es/", Deed("by-nc", "3.0", "es")),
        ("https://creativecommons.org/licenses/by/3.0/ch/legalcode.de", Deed("by", "3.0", "ch")),
        ("https://creativecommons.org/licenses/by-nc-nd/3.0/igo/", Deed("by-nc-nd", "3.0", "igo")),
        ("https://creativecommons.org/licenses/by-sa/2.5/scotland/", Deed("by-sa", "2.5", "scotland")),
        ("https://i.creativecommons.org/l/by-nc-nd/3.0/88x31.png", Deed("by-nc-nd", "3.0")),
        ("https://licensebuttons.net/l/by-sa/3.0/us/80x15.png", Deed("by-sa", "3.0", "us")),
        ("i2.wp.com/i.creativecommons.org/l/by-nc/4.0/88x31.png", Deed("by-nc", "4.0")),
        ("https://creativecommons.org/licenses/by-nd-nc/1.0/", Deed("by-nc-nd", "1.0")),
        ("https://creativecommons.org/licenses/by-nc-sa/2.5/)", Deed("by-nc-sa", "2.5")),
        ("https://creativecommons.org/licenses/by-sa/3.0/%20", Deed("by-sa", "3.0")),
        ("https://creativecommons.org/publicdomain/zero/1.0/", Deed("zero", "1.0")),
        ("https://creativecommons.org/publicdomain/mark/1.0//deed.de", Deed("mark", "1.0")),
        ("https://i.creativecommons.org/p/zero/1.0/88x31.png", Deed("zero", "1.0")),
        ("https://creativecommons.org/licenses/sampling+/1.0/", Deed("sampling-plus", "1.0")),
        (
            "https://creativecommons.org/licenses/nc-sampling%2B/1.0/tw/",
            Deed("nc-sampling-plus", "1.0", "tw"),
        ),
        ("https://creativecommons.org/licenses/nc/1.0/", Deed("nc", "1.0")),
        ("https://creativecommons.org/licenses/publicdomain/deed.en_CA", Deed("pddc", "")),
        ("https://creativecommons.org/licences/by/3.0/", Deed("by", "3.0")),
    ],
)
def test_address(address: str, deed: Deed) -> None:
    """Every form of address of a deed or badge leads to its one licence."""
    assert read_url(address) == deed


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://creativecommons.org/licenses/by-sa/", "without a version"),
        ("https://creativecommons.org/licenses/", "names no licence"),
        ("https://creativecommons.org", "names no licence"),
        ("https://creativecommons.org/ns", "names no licence"),
        ("https://creativecommons.org/images/public/somerights20.png", "names no licence"),
        ("https://creativecommons.org/licenses/by/5.0/", "a version that"),
        ("https://creativecommons.org/licenses/by-sa/4.0-3.0-2.5/", "a version that"),
        ("https://creativecommons.org/licenses/by/4.0/de/", "a port that"),
        ("https://creativecommons.org/licenses/by/3.0/zz/", "a port that"),
        ("https://creativecommons.org/licenses/by/2.1/", "without its jurisdiction"),
        ("https://creativecommons.org/licenses/by-nd-sa/4.0/", "elements that no"),
        ("https://creativecommons.org/licenses/nc-sa/3.0/", "a version that"),
        ("https://creativecommons.org/licenses/by/4.0/some/where/", "never used"),
        ("https://creativecommons.org/licenses/zero/1.0/", "names no licence"),
        ("https://creativecommons.org/publicdomain/by/4.0/", "names no licence"),
    ],
)
def test_address_of_no_license(address: str, reason: str) -> None:
    """An address that is not exactly one published licence says why, and is none."""
    read = read_url(address)

    assert isinstance(read, Unclear)
    assert reason in read.reason


@pytest.mark.parametrize(
    "address",
    [
        "https://creativecommons.org@example.com/licenses/by/4.0/",
        "https://creativecommons.org.example.com/licenses/by/4.0/",
        "https://example.com/creativecommons.org/licenses/by/4.0/",
        "https://example.com/?u=https://creativecommons.org/licenses/by/4.0/",
        "https://notcreativecommons.org/licenses/by/4.0/",
        "see https://creativecommons.org/licenses/by/4.0/",
    ],
)
def test_address_elsewhere(address: str) -> None:
    """Only pages of Creative Commons itself are its deeds."""
    assert read_url(address) is None


@pytest.mark.parametrize(
    ("name", "deed"),
    [
        ("CC BY 4.0", Deed("by", "4.0")),
        ("CC-BY-NC-SA-3.0", Deed("by-nc-sa", "3.0")),
        ("cc by nc nd v2.5", Deed("by-nc-nd", "2.5")),
        ("CC_BY_SA_4", Deed("by-sa", "4.0")),
        ("CC BY 4.0 International", Deed("by", "4.0")),
        ("CC BY-NC-SA 3.0 IGO", Deed("by-nc-sa", "3.0", "igo")),
        ("Creative Commons Attribution 2.0 Generic", Deed("by", "2.0")),
        ("Creative Commons Attribution Share-Alike 3.0 Unported License", Deed("by-sa", "3.0")),
        ("Creative Commons Attribution-NonCommercial-NoDerivs 3.0", Deed("by-nc-nd", "3.0")),
        ("Creative Commons Attribution-No Derivative Works 3.0 Unported", Deed("by-nd", "3.0")),
        ("Attribution-NonCommercial-NoDerivatives 4.0 International", Deed("by-nc-nd", "4.0")),
    ],
)
def test_name(name: str, deed: Deed) -> None:
    """A name with elements and version is that licence, however it is joined."""
    assert read_name(name) == deed


@pytest.mark.parametrize(
    "name",
    [
        "CC",
        "Creative Commons",
        "CC BY",
        "CC-BY-SA",
        "Creative Commons Attribution",
        "CC BY 2",
        "CC BY 4.0 Unported",
        "CC BY 4.0 except images",
        "CC BY 4.0 and others",
        "CC BY 4.0 NC",
        "CC BY-SA-ND 4.0",
        "CC NC 4.0",
    ],
)
def test_name_of_no_license(name: str) -> None:
    """Without version, or with words beside the name, nothing is guessed."""
    assert isinstance(read_name(name), Unclear)


@pytest.mark.parametrize("name", ["Attribution", "Attribution 4.0", "All Uses-Attribution", "access", "MIT"])
def test_name_elsewhere(name: str) -> None:
    """Credit is asked for by others too: without the brand the full title is needed."""
    assert read_name(name) is None


def test_id_of_no_published_license() -> None:
    """Ids follow what was published: no ports of 4.0, no unported 2.1."""
    assert read_id("CC-BY-4.0-DE") is None
    assert read_id("CC-BY-2.1") is None
    assert read_id("LicenseRef-cc-by-2.1-es") == Deed("by", "2.1", "es")


def test_unported() -> None:
    """A port was adapted from its version, or where that has no original, from the one before."""
    assert Deed("by-nc", "3.0", "es").unported == Deed("by-nc", "3.0")
    assert Deed("by-nc", "2.1", "es").unported == Deed("by-nc", "2.0")
    assert Deed("nc", "2.0", "jp").unported == Deed("nc", "1.0")
    assert Deed("sampling-plus", "1.0", "br").unported == Deed("sampling-plus", "1.0")


def test_order_of_elements() -> None:
    """The order in which elements are written does not matter."""
    assert ordered("nd-nc-by") == ordered("by-nd-nc") == "by-nc-nd"
