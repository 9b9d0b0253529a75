"""How commands talk: tables for people, JSON for programs, progress on stderr (design.md 7)."""

from __future__ import annotations

import os
import re
import sys
import time
import unicodedata
from typing import TYPE_CHECKING, Any, TextIO

import msgspec

from qualtrics_desk.api.requests import WaitReason
from qualtrics_desk.domain.errors import ApiError, DeskError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qualtrics_desk.api.requests import Wait
    from qualtrics_desk.services.engine.progress import Progress

PROGRESS_INTERVAL = 0.1
"""Seconds between two drawings of the progress line."""
_WIDEST = 60
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_WAITS = {
    WaitReason.BUDGET: "to stay within the limits of the service",
    WaitReason.RATE_LIMIT: "the service asked to slow down",
}


class Output:
    """Where the answers of a command go.

    A reader that leaves early, such as `head`, must not end a job in its middle: what it no longer
    reads is dropped, and the command goes on.

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
        if as_json:
            _reconfigure(self._out, encoding="utf-8")
        # A name in another script than the terminal's shall not end the command.
        _reconfigure(self._out, errors="replace")
        _reconfigure(self._err, errors="replace")

    def document(self, value: Mapping[str, Any], text: str) -> None:
        """One JSON document, or a text for people."""
        self._print(_json(value) if self.as_json else text)

    def items(
        self,
        values: Iterable[Mapping[str, Any]],
        columns: Sequence[tuple[str, str]],
        *,
        nothing: str = "None.",
    ) -> None:
        """A list: one object a line, or a table with titles for the service's keys."""
        if self.as_json:
            for value in values:
                self._print(_json(value))
            return
        rows = [[_cell(value.get(key)) for key, _ in columns] for value in values]
        titles = [title for _, title in columns]
        self._print(table(titles, rows) if rows else nothing)

    def say(self, text: str) -> None:
        """A remark for people; programs do not see it."""
        if not self.as_json:
            self._print(text)

    def warn(self, text: str) -> None:
        """A remark that programs shall not read as the answer."""
        self._complain(text)

    def error(self, error: DeskError) -> None:
        """What happened, why, what to do; the service's own words and the request id."""
        lines = [error.user_message]
        if error.detail:
            lines.append(error.detail)
        if isinstance(error, ApiError):
            told = "\n".join(lines)
            said = [part for part in (error.service_text, error.code) if part and part not in told]
            if said:
                lines.append(f"The service says: {' · '.join(said)}")
            if error.request_id and error.request_id not in told:
                lines.append(f"Request id: {error.request_id}")
        if error.hint:
            lines.append(error.hint)
        self._complain("\n".join(lines))

    def ask(self, question: str) -> str:
        """Ask on stderr, so that stdout keeps the answers only; "" when nobody can be asked."""
        if not sys.stdin.isatty():
            return ""
        self._clear()
        self._err.write(question)
        self._err.flush()
        return sys.stdin.readline().strip()

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

    def waiting(self, wait: Wait) -> None:
        """Say on the progress line why nothing happens for a while, if stderr is a terminal."""
        if self._draws:
            why = _WAITS.get(wait.reason) or wait.message.rstrip(".")
            self._draw(f"Waiting {seconds(wait.seconds)}: {why}")

    def _print(self, text: str) -> None:
        self._clear()
        try:
            # JSON says such characters in words of its own, and is not to be altered.
            print(text if self.as_json else _tamed(text), file=self._out, flush=True)
        except BrokenPipeError:
            self._out = _dropped(self._out)

    def _complain(self, text: str) -> None:
        self._clear()
        try:
            print(_tamed(text), file=self._err, flush=True)
        except BrokenPipeError:
            self._err = _dropped(self._err)

    def _draw(self, text: str) -> None:
        # A longer line would wrap, and its first part would stay.
        shown = _cut(text, max(20, _terminal_width(self._err) - 1))
        self._err.write("\r" + _padded(shown, _width(self._drawn)))
        self._err.flush()
        self._drawn = shown

    def _clear(self) -> None:
        if self._drawn:
            self._draw("")
            self._err.write("\r")
            self._err.flush()
            self._drawn = ""


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns of text under their titles."""
    widths = [
        min(_WIDEST, max(_width(line[place]) for line in (titles, *rows)))
        for place in range(len(titles))
    ]
    lines = []
    for line in (titles, *rows):
        cells = [
            _padded(_cut(cell, width), width) for cell, width in zip(line, widths, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def facts(pairs: Sequence[tuple[str, str]]) -> str:
    """Names and values, one a line, the values below each other; blank ones are left out."""
    shown = [(name, value) for name, value in pairs if value]
    width = max((_width(name) for name, _ in shown), default=0)
    indent = "\n" + " " * (width + 2)
    return "\n".join(
        f"{_padded(name, width)}  {value.replace(chr(10), indent)}" for name, value in shown
    )


def seconds(value: float) -> str:
    """A time to wait, in whole seconds."""
    return f"{max(1, round(value))} s"


def _json(value: Mapping[str, Any]) -> str:
    return msgspec.json.encode(value).decode()


def _tamed(text: str) -> str:
    """A text without what would steer the terminal: others have typed parts of it."""
    return _STEERING.sub("�", text)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return " ".join(str(value).split())


def _width(text: str) -> int:
    """Columns a text takes in a terminal: wide letters two, joined marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Mn"}
        else 2
        if unicodedata.east_asian_width(char) in {"W", "F"}
        else 1
        for char in text
    )


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - _width(text))


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    text = text[: 4 * width]
    while text and _width(text) >= width:
        text = text[:-1]
    return text + "…"


def _terminal_width(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def _reconfigure(stream: TextIO, **how: str) -> None:
    change = getattr(stream, "reconfigure", None)
    if change is not None:
        change(**how)


def _dropped(stream: TextIO) -> TextIO:
    """A place for what nobody reads; Python would complain about the rest when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
    return stream
