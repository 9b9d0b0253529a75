from __future__ import annotations

import errno
import os
import sys

import pytest

from qualtrics_desk.domain.system_refusals import kind_of, reason_of


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOENT, "There is no such file"),
        (errno.ENOTDIR, "is no folder"),
        (errno.EACCES, "do not have the right"),
        (errno.EPERM, "do not have the right"),
        (errno.ENOSPC, "disk is full"),
        (errno.EROFS, "only be read"),
        (errno.EISDIR, "folder has this name"),
        (errno.ENAMETOOLONG, "name is too long"),
        (errno.EBUSY, "Another program"),
    ],
)
def test_each_refusal_has_words_of_its_own(number: int, words: str) -> None:
    reason = reason_of(OSError(number, os.strerror(number)))

    assert words in reason
    assert reason.endswith(".")


def test_windows_says_the_same_of_a_file_that_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")

    assert "has it open" in reason_of(OSError(errno.EACCES, "Permission denied"))


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.ENOSYS, "Function not implemented"), "Function not implemented."),
        (OSError("The share went away."), "The share went away."),
        (OSError(), "OSError."),
    ],
)
def test_any_other_is_said_in_its_own_words(error: OSError, reason: str) -> None:
    assert reason_of(error) == reason


def test_an_error_without_a_number_has_no_kind() -> None:
    assert kind_of(OSError("of no kind")) == ""
