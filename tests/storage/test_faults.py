"""What goes wrong with a store, what is said about it, and what is tried again."""

from collections.abc import Callable
from urllib.error import URLError

import pytest

from compliance.errors import UsageError
from compliance.storage import Url
from compliance.storage.faults import explain, explained, retried

PLACE = Url("s3", "s3://bucket", "a.parquet")
SIGNED = Url("https", "https://h", "a.parquet", "?X-Amz-Signature=SECRET")


class StatusError(Exception):
    """An error as HTTP libraries raise it."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the pauses that would have been made."""
    made: list[float] = []
    monkeypatch.setattr("time.sleep", made.append)
    return made


def failing(*errors: Exception) -> Callable[[], str]:
    """Return a read that raises these errors, one at a time, and then succeeds."""
    left = list(errors)

    def read() -> str:
        if left:
            raise left.pop(0)
        return "read"

    return read


@pytest.mark.parametrize(
    "error",
    [
        TimeoutError(),
        ConnectionResetError(),
        URLError(ConnectionRefusedError()),
        *map(StatusError, (408, 429, 500, 502, 503, 504)),
    ],
)
def test_what_may_pass_is_tried_again(error: Exception, pauses: list[float]) -> None:
    """Two failures of the kind that passes are survived, a third is not, and the pauses grow."""
    assert retried(PLACE, failing(error, error)) == "read"
    assert len(pauses) == 2
    assert pauses[1] == pytest.approx(4 * pauses[0])
    with pytest.raises(type(error)):
        retried(PLACE, failing(error, error, error))


@pytest.mark.parametrize(
    "error",
    [*map(StatusError, (400, 401, 403, 404, 416)), FileNotFoundError(), PermissionError(), ValueError()],
)
def test_what_will_not_pass_is_not_tried_again(error: Exception, pauses: list[float]) -> None:
    """A refusal is an answer: asking again changes nothing."""
    with pytest.raises(type(error)):
        retried(PLACE, failing(error))

    assert pauses == []


def test_pauses_are_the_same_in_every_run(pauses: list[float]) -> None:
    """Objects wait differently long so as not to return at once, but always equally long."""
    for place in (PLACE, PLACE, PLACE.below("b.parquet")):
        retried(place, failing(TimeoutError()))

    assert pauses[0] == pauses[1] != pauses[2]


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (FileNotFoundError("x"), "it does not exist"),
        (StatusError(404), "it does not exist"),
        (
            OSError("When listing: AWS Error NO_SUCH_BUCKET during ListObjectsV2 operation"),
            "it does not exist",
        ),
        (StatusError(403), "it cannot be opened: access denied"),
        (PermissionError(), "it cannot be opened: access denied"),
        (
            OSError("AWS Error ACCESS_DENIED during HeadObject operation"),
            "it cannot be opened: access denied",
        ),
        (OSError("google::cloud::Status(PERMISSION_DENIED: no)"), "it cannot be opened: access denied"),
        (StatusError(503), "it cannot be read, after 3 tries: status 503"),
        (URLError(TimeoutError("timed out")), "it cannot be read, after 3 tries: timed out"),
        (
            OSError("AWS Error UNKNOWN: odd (Request ID: abc)\nmore"),
            "it cannot be read: AWS Error UNKNOWN: odd",
        ),
        (ValueError(), "it cannot be read: ValueError"),
    ],
)
def test_what_is_said(error: Exception, text: str) -> None:
    """Each failure is one sentence, the same in every run, with something to do."""
    found = explain(error, PLACE)

    assert found.text == text
    assert found.remedy


def test_no_secret_is_said() -> None:
    """Neither the query of the URL nor that of another URL in the message is shown."""
    for text in (f"cannot connect to {SIGNED.address}", "at http://u:SECRET@h/ and https://cdn/a?sig=SECRET"):
        assert "SECRET" not in explain(OSError(text), SIGNED).text


def test_a_cause_is_not_kept() -> None:
    """A traceback would show what the message hides."""
    with pytest.raises(Exception, match="access denied") as caught, explained(SIGNED):
        raise PermissionError(SIGNED.address)

    assert caught.value.__suppress_context__


def test_our_own_errors_pass() -> None:
    """An error that says already what to do stays as it is."""
    with pytest.raises(UsageError, match="as it is"), explained(PLACE):
        raise UsageError("as it is")
