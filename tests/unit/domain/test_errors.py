from __future__ import annotations

import pytest

from qualtrics_desk.domain.errors import DeskError, in_sentences


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (("No connection.", "ConnectError: All failed", "Check it."), "ConnectError: All failed."),
        (("What", "", "Why?"), "What. Why?"),
        (("It says “no”", " Try again… "), "It says “no” Try again…"),
        (("", ""), ""),
    ],
)
def test_parts_become_sentences(parts: tuple[str, ...], line: str) -> None:
    said = in_sentences(*parts)

    assert line in said
    assert ".." not in said


def test_an_error_is_said_in_sentences() -> None:
    error = DeskError(
        "No connection to fra1.qualtrics.com.",
        detail="ConnectError: All connection attempts failed",
        hint="Check the network.",
    )

    assert str(error) == (
        "No connection to fra1.qualtrics.com. ConnectError: All connection attempts failed."
        " Check the network."
    )
