"""Ids of posts that carry the time at which the post was written."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_X_EPOCH_MS = 1288834974657
_INSTAGRAM_EPOCH_MS = 1314220021721
_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def x_id(written: datetime, low_bits: int) -> int:
    """Return the id of a post on X; *low_bits* tell posts of one millisecond apart."""
    return (_milliseconds(written) - _X_EPOCH_MS) << 22 | low_bits


def linkedin_id(written: datetime, low_bits: int) -> int:
    """Return the id of an activity on LinkedIn."""
    return _milliseconds(written) << 22 | low_bits


def instagram_code(written: datetime, low_bits: int) -> str:
    """Return the eleven characters that name a post on Instagram."""
    number = (_milliseconds(written) - _INSTAGRAM_EPOCH_MS) << 23 | low_bits
    return "".join(_BASE64[number >> shift & 63] for shift in range(60, -6, -6))


def _milliseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // _MILLISECOND
