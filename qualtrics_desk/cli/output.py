"""How commands talk: tables for people, JSON for programs, progress on stderr (design.md 7)."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, TextIO

import msgspec

from qualtrics_desk.domain.errors import ApiError, DeskError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qualtrics_desk.services.engine.progress import Progress

PROGRESS_INTERVAL = 0.1
"""Seconds between two drawings of the progress line."""
_WIDEST = 60


class Output:
    """Where the answers of a command go.

    Attributes:
        as_json: Whether a program reads them.
    """

    def __init__(
        self, *, as_json: bool, out: TextIO | None = None, err: TextIO | None = None
    ) -> None:
        self.as_json = as_json
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._draws = self._err.isatty()
        self._drawn_at = 0.0
        self._drawn = ""

    def document(self, value: Mapping[str, Any], text: str) -> None:
        """One JSON document, or a text for people."""
        self._clear()
        print(_json(value) if self.as_json else text, file=self._out)

    def items(
        self, values: Iterable[Mapping[str, Any]], columns: Sequence[tuple[str, str]]
    ) -> None:
        """A list: one object a line, or a table with titles for the service's keys."""
        self._clear()
        if self.as_json:
            for value in values:
                print(_json(value), file=self._out)
            return
        rows = [[_cell(value.get(key)) for key, _ in columns] for value in values]
        titles = [title for _, title in columns]
        print(table(titles, rows), file=self._out)

    def say(self, text: str) -> None:
        """A remark for people; programs do not see it."""
        self._clear()
        if not self.as_json:
            print(text, file=self._out)

    def warn(self, text: str) -> None:
        """A remark that programs shall not read as the answer."""
        self._clear()
        print(text, file=self._err)

    def error(self, error: DeskError) -> None:
        """What happened, why, what to do; the service's own words and the request id."""
        self._clear()
        lines = [error.user_message]
        if error.detail:
            lines.append(error.detail)
        if isinstance(error, ApiError):
            said = [part for part in (error.service_text, error.code) if part]
            if said:
                lines.append(f"The service says: {' · '.join(said)}")
            if error.request_id:
                lines.append(f"Request id: {error.request_id}")
        if error.hint:
            lines.append(error.hint)
        print("\n".join(lines), file=self._err)

    def progress(self, progress: Progress) -> None:
        """Draw the progress line, if stderr is a terminal."""
        if not self._draws or time.monotonic() - self._drawn_at < PROGRESS_INTERVAL:
            return
        self._drawn_at = time.monotonic()
        amount = f" {progress.done:,}" if progress.done else ""
        if progress.total:
            amount = f" {progress.done:,} of about {progress.total:,}"
        note = f" ({progress.note})" if progress.note else ""
        self._draw(f"{progress.phase}{amount}{note}")

    def _draw(self, text: str) -> None:
        self._err.write("\r" + text.ljust(len(self._drawn)))
        self._err.flush()
        self._drawn = text

    def _clear(self) -> None:
        if self._drawn:
            self._draw("")
            self._err.write("\r")
            self._drawn = ""


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns of text under their titles."""
    if not rows:
        return "None."
    widths = [
        min(_WIDEST, max(len(line[place]) for line in (titles, *rows)))
        for place in range(len(titles))
    ]
    lines = []
    for line in (titles, *rows):
        cells = [
            (cell if len(cell) <= width else cell[: width - 1] + "…").ljust(width)
            for cell, width in zip(line, widths, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _json(value: Mapping[str, Any]) -> str:
    return msgspec.json.encode(value).decode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return " ".join(str(value).split())
