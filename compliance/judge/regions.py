"""Regions: the groups of countries that regional terms speak of."""

_EU = frozenset(
    {"at", "be", "bg", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hr", "hu"}
    | {"ie", "it", "lt", "lu", "lv", "mt", "nl", "pl", "pt", "ro", "se", "si", "sk"}
)
_EFTA = frozenset({"ch", "is", "li", "no"})
_OUTSIDE = "outside "


def regions_of(region: str | None) -> frozenset[str]:
    """Return the names under which terms may mean *region*, an ISO 3166 code or a group.

    Unknown is in no region.
    """
    if region is None:
        return frozenset()
    code = region.lower()
    names = {code}
    if code in _EU or code == "eu":
        names |= {"eu", "eea"}
    elif code in _EFTA:
        names |= {"efta"} | ({"eea"} if code != "ch" else set())
    elif code == "eea":
        names |= {"eu", "efta"}
    if code == "gb":
        names.add("uk")
    return frozenset(names)


def is_within(regions: frozenset[str], text: str) -> bool:
    """Tell whether a record from *regions* is where a clause holds.

    The text lists regions with slashes, such as `EU/EFTA/UK`, or says
    `outside` them. A record from nobody knows where is nowhere.
    """
    listed = text.lower().removeprefix(_OUTSIDE).split("/")
    if text.lower().startswith(_OUTSIDE):
        return bool(regions) and regions.isdisjoint(listed)
    return not regions.isdisjoint(listed)
