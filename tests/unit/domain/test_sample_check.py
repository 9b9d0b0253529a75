from __future__ import annotations

from qualtrics_desk.domain.findings import Level
from qualtrics_desk.domain.mapping import auto_map
from qualtrics_desk.domain.sample_check import check_sample

HEADER = ["Email", "First Name", "Language"]


def test_findings_are_counted_by_rule_the_gravest_first() -> None:
    rows = [
        ["a@x.org", "Ann", "EN"],
        ["a@x", "Bo", "Klingon"],
        ["", "Cy", "Elvish"],
        ["b@", "Di", "EN"],
    ]

    found = check_sample(auto_map(HEADER), HEADER, rows)

    assert (found.rows, found.invalid) == (4, 2)
    counted = [(one.rule, one.target, one.level, one.rows, one.first_row) for one in found.counts]
    assert counted[0] == ("email", "email", Level.ERROR, 2, 2)
    assert ("language", "language", Level.WARNING, 2, 2) in counted
    assert ("no-key", "", Level.WARNING, 1, 3) in counted


def test_no_rows_no_findings() -> None:
    assert check_sample(auto_map(HEADER), HEADER, []).counts == ()
