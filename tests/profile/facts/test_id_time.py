"""The creation time inside a post's id."""

import datetime
from pathlib import Path

import pytest

from tests.factories import plan_for, profile, read_dataset, write_manifest

POST = "1212702693736767490"
CREATED = "2020-01-02 11:50:27.770"
MESSAGE = "175928847299117063"
VECTORS = {
    f"https://x.com/a/status/{POST}": CREATED,
    "https://twitter.com/a/status/266241948824764416": "2012-11-07 18:13:21.793",
    "https://x.com/a/status/29700859247": "2010-11-04 01:43:01.738",
    f"https://discord.com/channels/81384788765712384/381887113391505410/{MESSAGE}": "2016-04-30 11:18:25.796",
    "https://discord.com/channels/@me/381887113391505410/937847820382261308": "2022-01-31 23:12:24.749",
    # Two media ids with the times their publisher gives, to the second, as shortcodes.
    "https://www.instagram.com/p/CEWsh68Kc5C/": "2020-08-26 13:43:27.313",
    "https://www.instagram.com/reel/CEUIzQYpqgl/?x=1": "2020-08-25 13:52:46.090",
    "https://www.tiktok.com/@a/video/6854717870488702213": "2020-07-29 02:06:13",
    # LinkedIn's own example says 1506560133675, a millisecond later.
    "https://www.linkedin.com/feed/update/urn:li:activity:6318971194909560123/": "2017-09-28 00:55:33.674",
    "https://www.linkedin.com/posts/a_b-activity-6318971194909560123-abcd": "2017-09-28 00:55:33.674",
    "https://mastodon.social/@a/113000000000000000": "2024-08-21 12:26:04.062",
}
SAME_POST = (
    f"https://mobile.twitter.com/a/status/{POST}?s=20",
    f"https://twitter.com/a/statuses/{POST}",
    f"https://x.com/i/web/status/{POST}/photo/1",
    f"https://x.com/a/status/{POST}#reply",
    f"x.com/a/status/{POST}",
    f"https://nitter.net/a/status/{POST}",
    f"https://web.archive.org/web/2020/https://twitter.com/a/status/{POST}",
    f"https://web.archive.org/web/2020/https%3A%2F%2Ftwitter.com%2Fa%2Fstatus%2F{POST}",
)
SILENT = (
    "https://x.com/a/status/20",  # sequential, before November 2010
    "https://x.com/a/status/29700859246",
    "https://x.com/a/status/",
    "https://x.com/a/status/-1212702693736767490",
    "https://x.com/a/status/12127026937367674901",  # 20 digits
    "https://x.com/a/status/9999999999999999999",  # 19 digits, beyond 63 bits
    "https://x.com/a/status/1212702693736767490abc",
    "https://x.com/a/status/abc1212702693736767490",
    f"https://x.com/a?of={POST}",
    f"https://x.com/a/{POST}",
    f"https://evil.example/a/status/{POST}",
    f"https://reddit.com/a/status/{POST}",
    f"https://x.com.evil.example/a/status/{POST}",
    f"https://discord.com/channels/{MESSAGE}",
    f"https://discord.com/channels/1/{MESSAGE}",
    "https://discord.com/channels/1/2/3",
    f"https://discord.com/users/{MESSAGE}",
    "https://x.com/a",
    "https://mastodon.social/@a/12345678",
    "https://www.tiktok.com/@a/video/123456789",
    "https://www.linkedin.com/in/somebody-1234567890123456789",
    "https://www.instagram.com/somebody/",
    None,
)


def answers(folder: Path, urls: list[str | None], condition: str, **cells: object) -> list[bool | None]:
    """Return what the scan answers to the condition for each URL, one file each."""
    found: list[bool | None] = []
    for index, url in enumerate(urls):
        path = write_manifest(
            folder / f"{index}.parquet", [{"id": "1", "platform": "?", "url": url or "", **cells}]
        )
        plan = plan_for(condition)
        (row,) = profile(read_dataset(path), plan).table.to_pylist()
        found.append(row[plan.questions[0].name])
    return found


@pytest.mark.parametrize("url", VECTORS)
def test_published_vectors(url: str, tmp_path: Path) -> None:
    """The creation time is that of published examples, to the millisecond."""
    assert answers(tmp_path, [url], f"id_time.created_at = TIMESTAMP '{VECTORS[url]}'") == [True]


@pytest.mark.parametrize("url", SAME_POST)
def test_the_address_of_a_post_has_many_forms(url: str, tmp_path: Path) -> None:
    """Mobile, mirrored, archived or shared, a post keeps its id."""
    assert answers(tmp_path, [url], f"id_time.created_at = TIMESTAMP '{CREATED}'") == [True]


@pytest.mark.parametrize("url", SILENT)
def test_an_id_that_says_nothing(url: str | None, tmp_path: Path) -> None:
    """A malformed or sequential id, or another site's, has no creation time and is no error."""
    assert answers(tmp_path, [url], "id_time.created_at IS NULL") == [True]
    assert answers(tmp_path, [url], "id_time.created_at > record.collected_at") == [None]


@pytest.mark.parametrize(("seconds", "backdated"), [(27, True), (28, False)])
def test_a_backdated_record(seconds: int, backdated: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """A record collected before its post was written says so, even on the same day."""
    claimed = datetime.datetime(2020, 1, 2, 11, 50, seconds, tzinfo=datetime.UTC)
    url = f"https://x.com/a/status/{POST}"

    assert answers(tmp_path, [url], "id_time.created_at > record.collected_at", collected_at=claimed) == [
        backdated
    ]
