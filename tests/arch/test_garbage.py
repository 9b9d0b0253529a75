"""Processes without a window look for garbage seldom: it costs a tenth of an import."""

from __future__ import annotations

import subprocess
import sys

import pytest

_SEEN = """
import gc, sys
from qualtrics_desk.__main__ import main
usual = gc.get_threshold()[0]
try:
    main(sys.argv[1:])
finally:
    sys.stderr.write(f"\\n{usual} {gc.get_threshold()[0]} {gc.get_freeze_count()}")
"""


@pytest.mark.parametrize("words", [["worker"], ["jobs", "list"]])
def test_garbage_is_looked_for_seldom(words: list[str], tmp_path: object) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SEEN, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        env={"QUALTRICS_DESK_HOME": str(tmp_path), "PYTHON_KEYRING_BACKEND": _NO_KEYRING},
    )
    usual, now, frozen = map(int, done.stderr.split()[-3:])
    assert now > 50 * usual
    assert frozen > 10_000


_NO_KEYRING = "keyring.backends.fail.Keyring"
