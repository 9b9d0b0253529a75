"""Numbers in sentences that are not translated: notes of services, lines of the command line."""

from __future__ import annotations


def several(count: int, one: str, many: str | None = None) -> str:
    """A number with what agrees with it: "1 row", "2,000 rows".

    Args:
        count: How many.
        one: The words for one, such as "contact leaves".
        many: The words for any other number; None puts an "s" behind those for one.
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
