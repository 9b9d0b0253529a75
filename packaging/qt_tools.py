"""Starts the tools that come with PySide6."""

from __future__ import annotations

import subprocess
from pathlib import Path

import PySide6

HOME = Path(PySide6.__file__).parent
PLACES = ("Qt/libexec/{}", "{}", "{}.exe")
"""Where a wheel keeps its tools, depending on the tool and the system."""
FOR_PYTHON = {"uic": ("-g", "python"), "rcc": ("-g", "python")}


class Failed(Exception):
    """The sources cannot be built as they are."""


def run(tool: str, *arguments: str) -> str:
    """Start a tool of PySide6 of this environment.

    Its own wrapper scripts do no more than that, and start Python and Qt first.
    """
    places = [HOME / place.format(tool) for place in PLACES]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise Failed(f"PySide6 has no {tool} here.")
    done = subprocess.run(
        [found, *FOR_PYTHON.get(tool, ()), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode or "rror:" in done.stderr:
        raise Failed(f"{tool} failed:\n{done.stdout}{done.stderr}")
    return done.stdout
