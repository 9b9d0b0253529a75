from __future__ import annotations

import subprocess
import sys

import pytest

IMPORT_A_ROOM = """
import importlib, pkgutil, sys

room = importlib.import_module(sys.argv[1])
names = [m.name for m in pkgutil.walk_packages(room.__path__, room.__name__ + ".")]
for name in names:
    importlib.import_module(name)
import qualtrics_desk.__main__
found = {"PySide6", "shiboken6", "qasync"} & {name.split(".")[0] for name in sys.modules}
print(len(names), *sorted(found))
"""


@pytest.mark.parametrize("room", ["cli", "worker", "services", "sandbox"])
def test_importing_the_room_leaves_qt_alone(room: str) -> None:
    command = [sys.executable, "-c", IMPORT_A_ROOM, f"qualtrics_desk.{room}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    count, *found = done.stdout.split()
    assert int(count) > 0
    assert found == []
