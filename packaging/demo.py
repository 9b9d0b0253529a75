"""Opens the window on a brand that runs on this machine (`make demo`).

Where there is no display it says so and plays the tour instead: the daily jobs in the real window,
drawn to pictures. Everything made lies in `.demo/`, nothing of it in the user's own folders.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "samples" / "contacts.csv"
FOLDER = Path(os.environ.get("QUALTRICS_DESK_DEMO", ROOT / ".demo"))
PROGRAM = [sys.executable, "-m", "qualtrics_desk"]


def main() -> int:
    """Open the window or play the tour; returns the program's exit code."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    if has_display():
        sample = FOLDER / SAMPLE.name
        shutil.copyfile(SAMPLE, sample)
        print("Opening the window on the sandbox, a Qualtrics brand that runs on this machine.")
        print(f"A contact file to import: {sample}", flush=True)
        environment = {**os.environ, "QUALTRICS_DESK_HOME": str(FOLDER / "home")}
        return subprocess.run([*PROGRAM, "--sandbox"], env=environment, check=False).returncode
    print("There is no display here, so the tour is played instead: the daily jobs in the real")
    print("window, without a screen.", flush=True)
    return subprocess.run([*PROGRAM, "tour", "--out", str(FOLDER)], check=False).returncode


def has_display() -> bool:
    """Whether a window can be shown."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
