"""What the stand-in does wrong on purpose, and how it settles the questions nobody can answer yet.

Two kinds of words make up a SPEC. Faults (`500=0.01`, `reset=0.02`, `429=60/min` ...) are off
until named. Dialects settle open questions of qualtrics-api.md; both sides of each must be
survived, so the default is the side that is harder for a client:

- `put=replace`: a client that sends only what changed loses the rest; `merge` loses nothing.
- `blank=ignore`: "" changes nothing, so only a client that reads back notices; `clear` just works.
- `dedupe=off`: a repeated import doubles people. With `on` a repeat is harmless.
- `phone=refuse`: a bulk import that holds a phone is refused as a whole.
- `report-index=after`: positions count accepted rows only, so they shift behind unprocessed ones.
- `optout-links=on`: opted-out people have links, and the client has to say so.
- `page-size=refuse`: too large a page size is an error and not quietly made smaller.
- `retry-after=off`: the client has to find its own pace after a 429.
- `503-applied=0.5`: a 503 proves nothing, neither that the work was done nor that it was not.
- `lag=0.25`: what a finished job wrote, and fresh links, show in lists a moment later (F.90). Real
  delays are longer; this one catches a client that reads at once and is short enough for tests.
- `links=docs`: the documented dialect. The recorded ones are older accounts, not harder.
- `forbid=directories/whoami`: calls whose path has one of these pieces get 403, as for a user
  without the right. `slow=2`: every answer waits, as on a bad line.
- `single-links=on`: links can be made for one contact, as one client says (D.5); with `off` the key
  is unknown.
- `cut=0.1`: a tenth of the files break off in the middle. `export-fail=0.1`: a tenth of the exports
  of responses end as failed.
- `nextpage=absolute`: recorded for accounts on their right host, hence no open question there; the
  other forms are circumstances to be asked for.
"""

from __future__ import annotations

import random
import threading
import time
from typing import TYPE_CHECKING, Any, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable

CRITERIA = ("email", "firstName", "lastName", "extRef", "phone")


class SpecError(ValueError):
    """A SPEC holds a word or a value that is not known."""


class Faults(msgspec.Struct, frozen=True, kw_only=True):
    """One reading of a SPEC. Probabilities are between 0 and 1."""

    spec: str = ""
    error_500: float = 0.0
    error_503: float = 0.0
    error_504: float = 0.0
    applied_503: float = 0.5
    reset: float = 0.0
    lost: float = 0.0
    per_minute: int | None = None
    retry_after: Literal["on", "off", "date"] = "off"
    lite: bool = False
    core: Literal["on", "retired"] = "on"
    notice: bool = False
    dedupe: tuple[str, ...] = ()
    put: Literal["merge", "replace"] = "replace"
    blank: Literal["clear", "ignore"] = "ignore"
    lag: float = 0.25
    phone: Literal["accept", "refuse"] = "refuse"
    report_index: Literal["before", "after"] = "after"
    optout_links: bool = True
    page_size: Literal["clamp", "refuse"] = "refuse"
    nextpage: Literal["absolute", "otherhost", "relative", "token"] = "absolute"
    links: Literal["core", "xm", "docs"] = "docs"
    refuse_unprocessed: int = 0
    refuse_email: int = 0
    refuse_report: int = 0
    seed: int | None = None
    job_time: float = 0.3
    expire_token: int | None = None
    forbid: tuple[str, ...] = ()
    slow: float = 0.0
    cut: float = 0.0
    single_links: bool = True
    export_fail: float = 0.0


def _probability(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError
    return value


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 86_400:
        raise ValueError
    return value


def _count(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError
    return value


def _rate(text: str) -> int:
    return _count(text.removesuffix("/min"))


def _flag(text: str) -> bool:
    if text not in {"", "on", "off"}:
        raise ValueError
    return text != "off"


def _criteria(text: str) -> tuple[str, ...]:
    if text in {"on", "off"}:
        return ("email",) if text == "on" else ()
    names = tuple(text.split("+"))
    if any(name not in CRITERIA for name in names):
        raise ValueError
    return names


def _pieces(text: str) -> tuple[str, ...]:
    pieces = tuple(piece for piece in text.split("/") if piece)
    if not pieces:
        raise ValueError
    return pieces


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError
        return text

    return read


_WORDS: dict[str, tuple[str, Callable[[str], Any], str]] = {
    "500": ("error_500", _probability, "0 to 1"),
    "503": ("error_503", _probability, "0 to 1"),
    "504": ("error_504", _probability, "0 to 1"),
    "503-applied": ("applied_503", _probability, "0 to 1"),
    "reset": ("reset", _probability, "0 to 1"),
    "lost": ("lost", _probability, "0 to 1"),
    "429": ("per_minute", _rate, "N/min"),
    "retry-after": ("retry_after", _one_of("on", "off", "date"), "on, off or date"),
    "lite": ("lite", _flag, "on or off"),
    "core": ("core", _one_of("on", "retired"), "on or retired"),
    "notice": ("notice", _flag, "on or off"),
    "dedupe": ("dedupe", _criteria, "on, off or fields joined by +"),
    "put": ("put", _one_of("merge", "replace"), "merge or replace"),
    "blank": ("blank", _one_of("clear", "ignore"), "clear or ignore"),
    "lag": ("lag", _seconds, "seconds"),
    "phone": ("phone", _one_of("accept", "refuse"), "accept or refuse"),
    "report-index": ("report_index", _one_of("before", "after"), "before or after"),
    "optout-links": ("optout_links", _flag, "on or off"),
    "page-size": ("page_size", _one_of("clamp", "refuse"), "clamp or refuse"),
    "nextpage": (
        "nextpage",
        _one_of("absolute", "otherhost", "relative", "token"),
        "absolute, otherhost, relative or token",
    ),
    "links": ("links", _one_of("core", "xm", "docs"), "core, xm or docs"),
    "seed": ("seed", int, "a whole number"),
    "job-time": ("job_time", _seconds, "seconds"),
    "forbid": ("forbid", _pieces, "pieces of a path joined by /"),
    "single-links": ("single_links", _flag, "on or off"),
    "cut": ("cut", _probability, "0 to 1"),
    "export-fail": ("export_fail", _probability, "0 to 1"),
    "slow": ("slow", _seconds, "seconds"),
    "expire-token": ("expire_token", _count, "a number of requests"),
}


def _refusals(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in text.split("/"):
        kind, _, number = part.partition(":")
        if kind not in {"unprocessed", "email", "report"}:
            raise ValueError
        found[f"refuse_{kind}"] = _count(number)
    return found


def parse(spec: str) -> Faults:
    """Read a SPEC; words that are not named keep their default.

    Raises:
        SpecError: With a text that names the word at fault and what it takes.
    """
    values: dict[str, Any] = {}
    for part in (piece.strip() for piece in spec.split(",")):
        if not part:
            continue
        word, _, text = part.partition("=")
        if word == "refuse":
            takes = "unprocessed:N/email:N/report:N"
        elif word in _WORDS:
            takes = _WORDS[word][2]
        else:
            known = ", ".join(sorted([*_WORDS, "refuse"]))
            message = f"Unknown fault word {word!r}. Known words: {known}."
            raise SpecError(message)
        try:
            if word == "refuse":
                values.update(_refusals(text))
            else:
                name, read, _ = _WORDS[word]
                values[name] = read(text)
        except ValueError:
            message = f"Fault word {word!r} takes {takes}, not {text!r}."
            raise SpecError(message) from None
    return Faults(spec=spec, **values)


class Roll(msgspec.Struct, frozen=True):
    """What befalls one request: at most one of `status`, `reset`, `lost`."""

    status: int | None = None
    applied: bool = False
    reset: bool = False
    lost: bool = False

    @property
    def name(self) -> str | None:
        """The fault as the log and the counters call it."""
        if self.reset:
            return "reset"
        if self.lost:
            return "lost"
        if self.status is None:
            return None
        return f"{self.status}-applied" if self.applied else str(self.status)


class Dice:
    """Decides which requests fail. The same seed and the same order of requests fail alike."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._random = random.Random(faults.seed)  # noqa: S311
        # Of its own, so that files do not shift the fate of the requests after them.
        self._files = random.Random(faults.seed)  # noqa: S311

    def roll(self) -> Roll:
        """Draw for one request; the number of draws never depends on their result."""
        faults = self._faults
        draws = [self._random.random() for _ in range(6)]
        if draws[0] < faults.reset:
            return Roll(reset=True)
        if draws[1] < faults.error_500:
            return Roll(status=500)
        if draws[2] < faults.error_503:
            return Roll(status=503, applied=draws[5] < faults.applied_503)
        if draws[3] < faults.error_504:
            return Roll(status=504)
        return Roll(lost=draws[4] < faults.lost)

    def cuts_download(self) -> bool:
        """Draw for one file that is fetched."""
        return self._files.random() < self._faults.cut

    def export_fails(self) -> bool:
        """Draw for one export of responses."""
        return self._files.random() < self._faults.export_fail


class Bucket:
    """A leaky bucket over all requests of the brand (qualtrics-api.md C.1)."""

    def __init__(self, per_minute: int | None) -> None:
        self._size = per_minute
        self._level = 0.0
        self._seen = time.monotonic()
        self._lock = threading.Lock()

    def pour(self) -> float | None:
        """Count one request; return the seconds to wait where it does not fit, else None."""
        if self._size is None:
            return None
        with self._lock:
            moment = time.monotonic()
            drained = (moment - self._seen) * self._size / 60
            self._level = max(0.0, self._level - drained)
            self._seen = moment
            if self._level + 1 > self._size:
                return (self._level + 1 - self._size) * 60 / self._size
            self._level += 1
            return None
