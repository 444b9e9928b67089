"""Words outside a closed vocabulary."""

import pytest

from tests.judge.situation import PLAIN, Situation, judged, rule

BY_API = rule("record.acquisition_method = 'api'")


def test_an_unknown_word_is_noticed_with_the_nearest() -> None:
    """A word that is none is named with its records and the nearest that is one, and counts as unknown."""
    rows = [{"acquisition_method": word} for word in ("api", "scrape_loged_out", "scrape_loged_out")]
    found = judged([Situation(rows)], [BY_API])
    (notice,) = found.notices

    assert "2 records" in notice.text
    assert "'scrape_loged_out'" in notice.text
    assert "'scrape_logged_out'" in notice.text
    assert notice.remedy
    assert found.counts[BY_API.id][0].unproven == 2


def test_a_word_near_nothing() -> None:
    """A word that resembles none is noticed too."""
    found = judged([Situation([{"acquisition_method": "zzzz"}])], [BY_API])

    assert ["'zzzz'" in notice.text for notice in found.notices] == [True]
    assert found.counts[BY_API.id][0].unproven == 1


def test_spelling_is_forgiven() -> None:
    """Case, blanks and hyphens make no other word."""
    rows = [{"acquisition_method": word} for word in ("API", " api ", "Api")]
    found = judged([Situation(rows)], [BY_API])

    assert found.notices == ()
    assert found.counts[BY_API.id][0].compliant == 3


def test_no_word_is_no_notice() -> None:
    """An empty cell is unknown, and nothing to notice."""
    assert judged([Situation([{"acquisition_method": None}])], [BY_API]).notices == ()


def test_an_unknown_platform_is_noticed_and_kept() -> None:
    """A platform that nobody knows is named with the nearest, and stays what the record says it is."""
    asked = rule("platform.id = 'redit'")
    found = judged([Situation([{"platform": "Redit"}, {"platform": "Twitter"}])], [asked])
    (notice,) = found.notices

    assert "'redit'" in notice.text
    assert "'reddit'" in notice.text
    assert (found.counts[asked.id][0].compliant, found.counts[asked.id][0].violation) == (1, 1)


def test_notices_name_their_dataset() -> None:
    """The same word in two datasets is noticed in both."""
    wrong = [{"acquisition_method": "apy"}]
    found = judged([Situation(wrong), Situation(wrong), Situation([{}])], [BY_API])

    assert [notice.dataset for notice in found.notices] == ["0", "1"]


@pytest.mark.parametrize("others", [0, 60])
def test_one_dataset_does_not_silence_another(others: int) -> None:
    """However many unknown words one dataset has, those of the next are still noticed."""
    many = Situation([{"acquisition_method": f"zzz{number}"} for number in range(others)])
    found = judged([many, Situation([{"acquisition_method": "apy"}])], [BY_API], PLAIN)

    assert "1" in [notice.dataset for notice in found.notices]


def test_many_words_are_all_accounted_for() -> None:
    """Of very many unknown words some are named and the rest is counted: no record is left out silently."""
    rows = [{"acquisition_method": f"zzz{number:03}"} for number in range(120)]
    found = judged([Situation(rows)], [BY_API])
    counted = sum(int(notice.text.split()[0].replace(",", "")) for notice in found.notices)

    assert counted == 120
    assert found.counts[BY_API.id][0].unproven == 120
