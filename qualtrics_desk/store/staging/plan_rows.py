"""The rows of a job as a grid shows them: the file, what the plan says, what became of them.

Source rows lie in `staging/JOB.db`, the plan and the outcomes in `journal.db`. Both are only read,
so that rows can be looked at while the worker writes.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from qualtrics_desk.domain.collation import folded, words_of
from qualtrics_desk.domain.contacts import CellChange, scalar_text
from qualtrics_desk.domain.rows import (
    CELL_PREFIX,
    ColumnKind,
    ColumnSpec,
    Comparison,
    Filter,
    Row,
    View,
)
from qualtrics_desk.store.database import open_database
from qualtrics_desk.store.staging.schema import MIGRATIONS
from qualtrics_desk.store.tables.readers import Readers
from qualtrics_desk.store.tables.views import (
    Condition,
    Expression,
    all_of,
    condition_of,
    kept_of,
    read_ids,
)
from qualtrics_desk.store.tables.writing import pieces

if TYPE_CHECKING:
    import sqlite3
    from array import array
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qualtrics_desk.domain.rows import Sort, Value

GROUP = "group"
OPEN = "open"
"""The outcome of a row that has none yet."""
_ORDERS_KEPT = 4
_CELLS = "CAST(s.cells AS TEXT)"
_FIRST_LINE = "(SELECT f.line FROM source f WHERE f.row=a.first)"
_NOTE = "coalesce(r.message, r.reason, '')"
_STRUCTURE = frozenset('",[]\\')
"""Letters of the JSON around the cells: a word with one of them is looked for cell by cell."""

_cells = msgspec.json.Decoder(list[str])
_changes = msgspec.json.Decoder(list[CellChange])


class Alike(NamedTuple):
    """Rows with the same key: how many, and of how many people."""

    rows: int
    people: int


class PlanRows:
    """The rows of one job, a `RowSource`; any thread may use it.

    Attributes:
        columns: Line, plan state, outcome, note, rules of the findings, the way it is sent and the
            line of the first row with the same key; then the columns of the file, `cell0`, `cell1`
            and so on.
    """

    def __init__(
        self,
        staging: Path,
        journal: Path,
        job: int,
        header: Sequence[str],
        *,
        targets: Mapping[str, int],
        shows: Literal["plan", "outcome"] = "plan",
    ) -> None:
        """Nothing is read yet.

        Args:
            staging: The job's staging database.
            journal: The journal.
            job: The job.
            header: Names of the columns of the file.
            targets: For each place in a contact the column of the file that fills it.
            shows: What the state of a row is.

        Raises:
            StoreError: When the staging database cannot be used.
        """
        self._readers = Readers(staging, {"journal": journal})
        # Brought to the newest form, and closed: nothing is written here.
        open_database(staging, MIGRATIONS, synchronous="NORMAL").close()
        self._watch = Readers(staging, {"journal": journal})
        self._job = job
        self._shows = shows
        self._width = len(header)
        told = (
            ColumnSpec("line", "Line", ColumnKind.NUMBER),
            ColumnSpec("plan", "Plan"),
            ColumnSpec("outcome", "Outcome"),
            ColumnSpec("note", "Note"),
            ColumnSpec("rule", "Finding"),
            ColumnSpec("route", "Way"),
            ColumnSpec(GROUP, "Same person", ColumnKind.NUMBER),
        )
        self.columns = (
            *told,
            *(ColumnSpec(f"{CELL_PREFIX}{place}", title) for place, title in enumerate(header)),
        )
        self._offset = len(told)
        self._targets = {target: self._offset + place for target, place in targets.items()}
        self._orders: OrderedDict[tuple[object, ...], array[int]] = OrderedDict()
        self._lock = threading.Lock()
        self._watching = threading.Lock()

    @property
    def revision(self) -> int:
        """Changes when a row may look different than before."""
        return sum(self._versions())

    def ids(self, view: View) -> array[int]:
        """The numbers of all rows of a view in its order."""
        versions = self._versions()
        with self._readers.moment() as connection:
            found = self._chosen(connection, view)
            if view.sort is None:
                if found is None:
                    return read_ids(connection, "SELECT row AS id FROM source ORDER BY row")
                return found
            order = self._order(connection, view.sort, versions)
            if found is None or len(found) == len(order):
                return order[:]
            return kept_of(order, found)

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows with these numbers in their order."""
        found: dict[int, Row] = {}
        with self._readers.moment() as connection:
            for piece in pieces(ids):
                marks = ",".join("?" * len(piece))
                for row in connection.execute(
                    "SELECT s.row, s.line, s.cells, r.plan, r.outcome, r.message, r.reason,"  # noqa: S608
                    " v.cells, d.findings, r.route,"
                    f" {_FIRST_LINE} FROM source s"
                    " LEFT JOIN journal.job_rows r ON r.job=? AND r.row=s.row"
                    " LEFT JOIN verdicts v ON v.row=s.row LEFT JOIN drafts d ON d.row=s.row"
                    " LEFT JOIN alike a ON a.row=s.row"
                    f" WHERE s.row IN ({marks})",
                    (self._job, *piece),
                ):
                    found[row[0]] = self._row(*row)
        return [found[number] for number in ids if number in found]

    def is_too_long(self, row: int) -> bool:
        """Whether a row has cells beyond the columns of the file, which no grid shows."""
        with self._readers.moment() as connection:
            found = connection.execute("SELECT cells FROM source WHERE row=?", (row,)).fetchone()
        return found is not None and len(_cells.decode(found[0])) > self._width

    def alike(self) -> Alike:
        """How many rows have the key of another one."""
        with self._readers.moment() as connection:
            found = connection.execute("SELECT COUNT(*), COUNT(DISTINCT first) FROM alike")
            return Alike(*found.fetchone())

    def others_of(self, rows: Sequence[int]) -> list[int]:
        """The rows with the same key as one of these, without these."""
        found: set[int] = set()
        with self._readers.moment() as connection:
            for piece in pieces(rows):
                marks = ",".join("?" * len(piece))
                found.update(
                    row
                    for (row,) in connection.execute(
                        "SELECT row FROM alike WHERE first IN"  # noqa: S608
                        f" (SELECT first FROM alike WHERE row IN ({marks}))",
                        tuple(piece),
                    )
                )
        return sorted(found.difference(rows))

    def counts(self) -> dict[str, int]:
        """Rows by plan state."""
        return self._count("plan")

    def outcomes(self) -> dict[str, int]:
        """Rows by outcome; rows without one under "open"."""
        return self._count(f"coalesce(outcome, '{OPEN}')")

    def close(self) -> None:
        """Close the files."""
        self._readers.close()
        self._watch.close()

    def _versions(self) -> tuple[int, ...]:
        # Only the numbers that one and the same connection sees can be compared.
        with self._watching, self._watch.moment() as connection:
            return tuple(
                connection.execute(f"PRAGMA {name}.data_version").fetchone()[0]
                for name in ("main", "journal")
            )

    def _count(self, what: str) -> dict[str, int]:
        with self._readers.moment() as connection:
            return dict(
                connection.execute(
                    f"SELECT {what}, count(*) FROM journal.job_rows WHERE job=? GROUP BY 1",  # noqa: S608
                    (self._job,),
                ).fetchall()
            )

    def _row(
        self,
        number: int,
        line: int,
        cells: bytes,
        plan: str | None,
        outcome: str | None,
        message: str | None,
        reason: str | None,
        changes: bytes | None,
        findings: bytes | None,
        route: str | None,
        first: int | None,
    ) -> Row:
        texts = _cells.decode(cells)[: self._width]
        texts += [""] * (self._width - len(texts))
        found: list[dict[str, Any]] = [] if findings is None else msgspec.json.decode(findings)
        told = [message or reason or " ".join(str(one["message"]) for one in found)]
        old: dict[int, Value] = {}
        for change in () if changes is None else _changes.decode(changes):
            place = self._targets.get(change.target)
            if place is None:
                before, after = scalar_text(change.old) or "–", scalar_text(change.new) or "–"
                told.append(f"{change.target}: {before} → {after}")
            else:
                old[place] = change.old
        note = " ".join(text for text in told if text)
        state = plan or ""
        if self._shows == "outcome":
            state = outcome or OPEN
        rules = ", ".join(dict.fromkeys(str(one["rule"]) for one in found))
        values = (line, plan, outcome, note, rules, route, first, *texts)
        return Row(number, values, state, old, note)

    def _chosen(self, connection: sqlite3.Connection, view: View) -> array[int] | None:
        words = words_of(view.text)
        if not words and not view.filters:
            return None
        conditions = [self._condition(filter_) for filter_ in view.filters]
        conditions += [_has_word(word) for word in words]
        where = all_of(conditions)
        tables = _tables(where.sql)
        return read_ids(
            connection,
            f"SELECT {tables[0]}.row AS id FROM {self._joined(tables)}"  # noqa: S608
            f" WHERE {where.sql} ORDER BY {tables[0]}.row",
            where.values,
        )

    def _joined(self, tables: Sequence[str]) -> str:
        """Only what is needed: a million rows are joined in a second, and looked at in a third."""
        first, *others = tables
        if first == "r":
            return f"(SELECT * FROM journal.job_rows WHERE job={int(self._job)}) r"  # noqa: S608
        joined = "source s"
        if "d" in others:
            joined += " LEFT JOIN drafts d ON d.row=s.row"
        if "a" in others:
            joined += " LEFT JOIN alike a ON a.row=s.row"
        if "r" in others:
            joined += f" LEFT JOIN journal.job_rows r ON r.job={int(self._job)} AND r.row=s.row"
        return joined

    def _condition(self, filter_: Filter) -> Condition:
        if filter_.column == "rule":
            return _rule_condition(filter_)
        return condition_of(filter_, {filter_.column: self._expression(filter_.column)})

    def _expression(self, column: str) -> Expression:
        if column == "state":
            column = self._shows
            if column == "outcome":
                return Expression(f"coalesce(r.outcome, '{OPEN}')")
        match column:
            case "line":
                return Expression("s.line", ColumnKind.NUMBER)
            case "plan" | "outcome" | "route":
                return Expression(f"r.{column}")
            case "note":
                return Expression(_NOTE)
            case "group":
                return Expression(_FIRST_LINE, ColumnKind.NUMBER)
            case "rule":
                return Expression("json_extract(CAST(d.findings AS TEXT), '$[0].rule')")
        place = column.removeprefix(CELL_PREFIX)
        if place != column and place.isdecimal():
            return Expression(f"json_extract({_CELLS}, '$[{int(place)}]')")
        return Expression("NULL")

    def _order(
        self, connection: sqlite3.Connection, sort: Sort, versions: tuple[int, ...]
    ) -> array[int]:
        expression = self._expression(sort.column)
        tables = _tables(expression.sql)
        # The file's own cells stay what they are while outcomes are written.
        key = (sort, versions if "r" in tables else versions[:1])
        with self._lock:
            if key in self._orders:
                self._orders.move_to_end(key)
                return self._orders[key]
        value = expression.sql
        by = f"sort_key({value})" if expression.kind is ColumnKind.TEXT else value
        way = "DESC" if sort.descending else "ASC"
        order = read_ids(
            connection,
            f"SELECT {tables[0]}.row AS id FROM {self._joined(tables)}"  # noqa: S608
            f" ORDER BY coalesce({value}, '') = '', {by} {way}, {tables[0]}.row",
        )
        with self._lock:
            self._orders[key] = order
            while len(self._orders) > _ORDERS_KEPT:
                self._orders.popitem(last=False)
        return order


def _tables(sql: str) -> tuple[str, ...]:
    """Short names of the tables that an expression needs, the one that says the rows first."""
    found = tuple(name for name in ("s", "r", "d", "a") if re.search(rf"\b{name}\.", sql))
    return found if found in (("s",), ("r",)) else ("s", *found)


def _has_word(word: str) -> Condition:
    """A word in one of the cells, or in the note."""
    note = f"instr(folded({_NOTE}), ?) > 0"
    if _STRUCTURE.intersection(word):
        return Condition(
            f"EXISTS (SELECT 1 FROM json_each({_CELLS}) WHERE instr(folded(value), ?) > 0)"  # noqa: S608
            f" OR {note}",
            (word, word),
        )
    # A row with as many bytes as letters is ASCII; only the others need Python.
    return Condition(
        f"instr(lower({_CELLS}), ?) > 0"
        f" OR (length({_CELLS}) <> length(s.cells) AND instr(folded({_CELLS}), ?) > 0)"
        f" OR (r.message IS NOT NULL OR r.reason IS NOT NULL) AND {note}",
        (word, word, word),
    )


def _rule_condition(filter_: Filter) -> Condition:
    """Findings are several to a row: it has a rule when one of them has."""
    findings = "json_each(CAST(d.findings AS TEXT))"
    match filter_.comparison:
        case Comparison.IS_EMPTY:
            return Condition("d.findings IS NULL")
        case Comparison.IS_NOT_EMPTY:
            return Condition("d.findings IS NOT NULL")
    rule = "folded(json_extract(value, '$.rule'))"
    if filter_.comparison is Comparison.CONTAINS:
        tests = " OR ".join([f"instr({rule}, ?) > 0"] * len(filter_.values)) or "0"
    else:
        tests = f"{rule} IN ({','.join('?' * len(filter_.values))})"
    has = f"d.findings IS NOT NULL AND EXISTS (SELECT 1 FROM {findings} WHERE {tests})"  # noqa: S608
    values = tuple(folded(value) for value in filter_.values)
    if filter_.comparison is Comparison.IS_NOT:
        return Condition(f"NOT ({has})", values)
    return Condition(has, values)
