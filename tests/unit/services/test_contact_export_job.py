"""How often the export job of contacts is looked at (qualtrics-api.md D.10)."""

from __future__ import annotations

from itertools import accumulate, chain, islice, repeat

from qualtrics_desk.services.contact_export_job import LOOKS, POLL


def test_no_minute_has_more_than_ten_looks() -> None:
    moments = list(accumulate(islice(chain(LOOKS, repeat(POLL)), 200)))

    assert moments[:2] == [1.0, 2.0]
    for start in moments:
        assert sum(start <= moment < start + 60.0 for moment in moments) <= 10
