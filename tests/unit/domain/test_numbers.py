from __future__ import annotations

import pytest

from qualtrics_desk.domain.numbers import several


@pytest.mark.parametrize(
    ("count", "told"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (12_345, "12,345 rows")]
)
def test_a_number_agrees_with_its_noun(count: int, told: str) -> None:
    assert several(count, "row") == told


def test_words_that_agree_otherwise_are_said_both_ways() -> None:
    assert several(1, "contact leaves", "contacts leave") == "1 contact leaves"
    assert several(2, "contact leaves", "contacts leave") == "2 contacts leave"
