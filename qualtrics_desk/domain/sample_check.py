"""The checks over the first rows of a file, before anybody waits for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.checks import CheckOptions, compile_checks
from qualtrics_desk.domain.findings import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualtrics_desk.domain.mapping import Mapping


class RuleCount(msgspec.Struct, frozen=True):
    """How often a rule objected.

    Attributes:
        rule: Its name.
        target: Where, or "" for the row as a whole.
        level: The gravest level it reached.
        rows: Rows concerned.
        first_row: The first of them, 1-based among the looked-at rows.
        message: What it said there.
    """

    rule: str
    target: str
    level: Level
    rows: int
    first_row: int
    message: str


class SampleCheck(msgspec.Struct, frozen=True):
    """What the checks say of some rows.

    Attributes:
        rows: Rows looked at.
        invalid: Rows that could not be sent.
        counts: By rule and target, the gravest first, then the most frequent.
    """

    rows: int
    invalid: int
    counts: tuple[RuleCount, ...]


def check_sample(
    mapping: Mapping,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    options: CheckOptions | None = None,
) -> SampleCheck:
    """Map and check some rows.

    Raises:
        RecipeError: The mapping does not fit the header, or a constant is not valid.
    """
    check = compile_checks(mapping, header, options)
    seen: dict[tuple[str, str], RuleCount] = {}
    count = invalid = 0
    for count, cells in enumerate(rows, start=1):
        checked = check(cells)
        invalid += checked.invalid
        for finding in {(one.rule, one.target): one for one in checked.findings}.values():
            _count(seen, finding, count)
    ordered = sorted(seen.values(), key=lambda one: (-one.level, -one.rows, one.rule, one.target))
    return SampleCheck(rows=count, invalid=invalid, counts=tuple(ordered))


def _count(seen: dict[tuple[str, str], RuleCount], finding: Finding, row: int) -> None:
    before = seen.get((finding.rule, finding.target))
    if before is None:
        after = RuleCount(finding.rule, finding.target, finding.level, 1, row, finding.message)
    else:
        after = msgspec.structs.replace(
            before, rows=before.rows + 1, level=max(before.level, finding.level)
        )
    seen[finding.rule, finding.target] = after
