"""Full-text search in survey definitions: building the index, its size, a query, a keystroke."""

from __future__ import annotations

import random
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.report import Result, megabytes
from qualtrics_desk.api.endpoints.surveys import Survey
from qualtrics_desk.domain.rows import Sort, View
from qualtrics_desk.services.definitions.keeping import keep
from qualtrics_desk.services.tables.surveys import COLUMNS, row_of
from qualtrics_desk.store.definitions import open_definitions
from qualtrics_desk.store.tables.table import open_table

if TYPE_CHECKING:
    from qualtrics_desk.store.definitions import DefinitionStore

DEFINITIONS, QUESTIONS, CHOICES = 1_000, 50, 5
ROWS = 10_000
_ASKED = (
    *("how", "satisfied", "are", "you", "with", "our", "service", "please"),
    *("rate", "the", "staff", "number", "age", "salary", "why"),
)
_QUERY_BAR, _KEY_BAR = 0.050, 0.050


def run(rows: int | None, *, quick: bool) -> list[Result]:
    """Measure on one core, without the service."""
    amount = rows or (30 if quick else DEFINITIONS)
    dice = random.Random(7)
    words = [f"word{place}" for place in range(3_000)] + [*_ASKED] * 30
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "definitions.db"
        store = open_definitions(path)
        try:
            began = time.perf_counter()
            for number in range(amount):
                raw = _definition(number, words, dice)
                keep(store, raw["SurveyID"], raw, "1", datetime.now(UTC))
            built = time.perf_counter() - began
            size = sum(file.stat().st_size for file in Path(folder).glob("definitions.db*"))
            queries = _query_times(store, words, dice)
        finally:
            store.close()
        keys = _keystrokes(Path(folder), 500 if quick else ROWS)
    return [
        Result(
            f"index of {amount:,} definitions of {QUESTIONS} questions",
            f"{built:.1f} s, {megabytes(size)}",
            "",
            f"{1_000 * built / amount:.1f} ms a definition",
        ),
        _percentile("a query in them", queries, _QUERY_BAR),
        _percentile(f"a keystroke to the filtered list of {ROWS:,} surveys", keys, _KEY_BAR),
    ]


def _definition(number: int, words: list[str], dice: random.Random) -> dict[str, Any]:
    def text(length: int) -> str:
        return " ".join(dice.choices(words, k=length))

    questions = {
        f"QID{place}": {
            "QuestionText": f"<div><b>{text(12)}</b>?</div>",
            "DataExportTag": f"Q{place}",
            "QuestionType": "MC",
            "Selector": "SAVR",
            "Choices": {str(key): {"Display": text(2)} for key in range(1, CHOICES + 1)},
        }
        for place in range(1, QUESTIONS + 1)
    }
    return {
        "SurveyID": f"SV_{number:015d}",
        "SurveyName": f"Survey {number} {text(2)}",
        "Questions": questions,
        "Blocks": {},
        "SurveyFlow": {"Flow": []},
    }


def _query_times(store: DefinitionStore, words: list[str], dice: random.Random) -> list[float]:
    """What people type: one to three words, the last one often only begun."""
    times = []
    for place in range(300):
        wanted = dice.choices([*words, *_ASKED * 20], k=1 + place % 3)
        if place % 4 == 0:
            wanted[-1] = wanted[-1][: max(3, len(wanted[-1]) - 2)]
        began = time.perf_counter()
        store.search(" ".join(wanted))
        times.append(time.perf_counter() - began)
    return times


def _keystrokes(folder: Path, amount: int) -> list[float]:
    table = open_table(folder / "surveys.db")
    start = datetime(2027, 1, 1, tzinfo=UTC)
    try:
        table.begin(COLUMNS, {})
        rows = [
            row_of(
                Survey.from_raw(
                    {
                        "id": f"SV_{place:015d}",
                        "name": f"Customer survey {place} of region {place % 37}",
                        "ownerId": "UR_1",
                        "isActive": bool(place % 3),
                        "lastModified": (start + timedelta(hours=place)).isoformat(),
                    }
                )
            )
            for place in range(amount)
        ]
        table.append(rows, None)
        table.finish()
        for _ in table.prepare():
            pass
        times = []
        for text in ("customer survey 12", "region 36", "999 region", "survey of") * 3:
            for end in range(1, len(text) + 1):
                view = View(text=text[:end], sort=Sort("lastModified", descending=True))
                began = time.perf_counter()
                found = table.ids(view)
                table.rows(found[:30])
                times.append(time.perf_counter() - began)
        return times
    finally:
        table.close()


def _percentile(what: str, times: list[float], bar: float) -> Result:
    ordered = sorted(times)
    found = ordered[int(len(ordered) * 0.95)]
    middle = ordered[len(ordered) // 2]
    return Result(
        f"{what}, 95th percentile",
        f"{found * 1_000:.1f} ms",
        f"median {middle * 1_000:.1f} ms",
        "",
        f"≤ {bar * 1_000:.0f} ms",
        found <= bar,
    )
