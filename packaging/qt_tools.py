"""Starts the tools that come with PySide6."""

from __future__ import annotations

import subprocess
import sys


class Failed(Exception):
    """The sources cannot be built as they are."""


def run(tool: str, *arguments: str) -> str:
    """Start a tool of PySide6 of this environment, wherever its wheel keeps it."""
    code = f"from PySide6.scripts import pyside_tool; pyside_tool.{tool}()"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode or "rror:" in done.stderr:
        raise Failed(f"{tool} failed:\n{done.stdout}{done.stderr}")
    return done.stdout
