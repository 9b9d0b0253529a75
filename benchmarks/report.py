"""Results as a Markdown table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Result(NamedTuple):
    """One figure.

    Attributes:
        what: What was measured.
        ours: Of the product.
        limit: Of the bare loop, or what it is compared with.
        ratio: The one divided by the other, with its unit.
        bar: The bar of design.md 9, or "".
        reached: Whether the bar was reached; None where there is none.
    """

    what: str
    ours: str
    limit: str
    ratio: str
    bar: str = ""
    reached: bool | None = None


def table(results: Sequence[Result]) -> str:
    lines = ["| what | product | limit | ratio | bar | |", "|---|---|---|---|---|---|"]
    for result in results:
        mark = {True: "reached", False: "**not reached**", None: ""}[result.reached]
        lines.append(f"| {' | '.join(result[:5])} | {mark} |")
    return "\n".join(lines)


def at_most(what: str, ours: float, limit: float, bar: float | None = None) -> Result:
    """Seconds beside seconds."""
    ratio = ours / limit
    return Result(
        what,
        f"{ours:.2f} s",
        f"{limit:.2f} s",
        f"{ratio:.2f} ×",
        "" if bar is None else f"≤ {bar:.2f} ×",
        None if bar is None else ratio <= bar,
    )


def megabytes(size: float) -> str:
    return f"{size / 2**20:.0f} MB"
