"""The window's imports are not read once more for Qt's optional spellings."""

from __future__ import annotations

import subprocess
import sys

READ = """
import inspect
import sys

from qualtrics_desk.app.plain_imports import load_plainly

read = []
source_of = inspect.getsource
inspect.getsource = lambda thing: read.append(thing.__name__) or source_of(thing)
if sys.argv[1] == "plain":
    load_plainly()
import qualtrics_desk.app.start

print(len(read))
"""


def _modules_read(how: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", READ, how], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def test_no_source_is_read_when_the_window_is_loaded() -> None:
    assert _modules_read("plain") == 0
    # Otherwise it would be, and this test would show nothing.
    assert _modules_read("as usual") > 100
