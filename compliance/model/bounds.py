"""What a sample proves: how many records can be wrong, given how many of those checked are."""

from functools import lru_cache
from math import comb

CONFIDENCE = 95
"""Percent. The bound is one-sided: that many of all samples, or more, keep what it says."""
_DOUBT = 100 - CONFIDENCE


@lru_cache(maxsize=4096)
def most_wrong(records: int, checked: int, wrong: int) -> int:
    """Return how many of *records* can be wrong at most, when *wrong* of those *checked* are.

    It is the exact one-sided bound for drawing without replacement, by the
    hypergeometric distribution in whole numbers: the largest number with which
    so few wrong ones, or fewer, still come up with a chance above 5 %. For a
    large number of records it is the Clopper-Pearson bound.
    """
    low, high = wrong, records - (checked - wrong)
    while low < high:
        middle = (low + high + 1) // 2
        if _is_plausible(records, checked, wrong, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _is_plausible(records: int, checked: int, wrong: int, assumed: int) -> bool:
    """Tell whether *wrong* or fewer come up often enough if *assumed* of all are wrong."""
    right = records - assumed
    ways = sum(comb(assumed, found) * comb(right, checked - found) for found in range(wrong + 1))
    return ways * 100 > comb(records, checked) * _DOUBT
