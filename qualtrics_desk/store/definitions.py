"""`cache/PROFILE/definitions.db`: survey definitions as last seen, and the full text of them.

Everything in it can be read again. Words are looked up in an index of SQLite (FTS5): case and
accents make no difference, a word is found by its beginning, and scripts without blanks between
words are searched letter by letter.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.store.database import Database, Row, open_database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from pathlib import Path

RANKED = 1_000
"""Hits that are counted and ranked; more than that take longer than a person waits."""
KINDS = ("name", "description", "question", "choices", "field", "block", "flow")
"""Kinds of texts, each a column of the index so that a search may be within some of them."""

_MIGRATIONS = (
    """
    CREATE TABLE definitions (
        survey TEXT PRIMARY KEY, name TEXT NOT NULL, stamp TEXT NOT NULL, seen_at TEXT NOT NULL,
        size INTEGER NOT NULL, raw BLOB NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE pieces (
        id INTEGER PRIMARY KEY, survey TEXT NOT NULL, kind TEXT NOT NULL, place TEXT NOT NULL,
        tag TEXT NOT NULL, text TEXT NOT NULL, alike TEXT NOT NULL
    );
    CREATE INDEX pieces_survey ON pieces (survey);
    CREATE INDEX pieces_alike ON pieces (alike) WHERE alike <> '';
    CREATE VIRTUAL TABLE words USING fts5(
        name, description, question, choices, field, block, flow, content='',
        tokenize='unicode61 remove_diacritics 2', prefix='2 3'
    )
    """,
)
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])"
)
_WORD = re.compile(r'"([^"]+)"|(\S+)')


class StoredPiece(msgspec.Struct, frozen=True):
    """A text to be found.

    Attributes:
        kind: Such as "question".
        place: What it belongs to inside the survey.
        alike: A form that is the same for the same question of two surveys, or "".
    """

    kind: str
    place: str
    tag: str
    text: str
    alike: str = ""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A definition as it was last seen.

    Attributes:
        stamp: When the service said it last changed; another one there means this one is stale.
    """

    survey: str
    name: str
    stamp: str
    seen_at: datetime
    raw: dict[str, Any]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A text in which every word was found."""

    survey: str
    survey_name: str
    kind: str
    place: str
    tag: str
    text: str
    seen_at: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The first hits, and how many there are in all.

    Attributes:
        total: Counted up to `RANKED`.
        is_more: Whether there are more than that.
    """

    hits: list[Hit]
    total: int
    is_more: bool = False


class Reused(msgspec.Struct, frozen=True, kw_only=True):
    """A question that several surveys ask."""

    text: str
    surveys: int
    hits: list[Hit]


class DefinitionStore:
    """The definitions of one profile; every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(
        self,
        survey: str,
        name: str,
        raw: dict[str, Any],
        pieces: Iterable[StoredPiece],
        *,
        stamp: str,
        seen_at: datetime,
    ) -> None:
        """Keep a definition and let its texts be found, in the place of what was kept before."""
        whole = msgspec.json.encode(raw)
        packed = zlib.compress(whole, 4)
        with self._database.transaction() as connection:
            _take_out(connection, survey)
            connection.execute(
                "INSERT INTO definitions VALUES (?, ?, ?, ?, ?, ?)",
                (survey, name, stamp, seen_at.isoformat(), len(packed), packed),
            )
            for piece in pieces:
                row = connection.execute(
                    "INSERT INTO pieces (survey, kind, place, tag, text, alike)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (survey, piece.kind, piece.place, piece.tag, piece.text, piece.alike),
                ).lastrowid
                connection.execute(
                    f"INSERT INTO words (rowid, {_column(piece.kind)}) VALUES (?, ?)",  # noqa: S608
                    (row, _indexed(piece.text)),
                )

    def touch(self, survey: str, *, stamp: str, seen_at: datetime) -> None:
        """The service gave the same definition again."""
        self._database.change(
            "UPDATE definitions SET stamp = ?, seen_at = ? WHERE survey = ?",
            (stamp, seen_at.isoformat(), survey),
        )

    def get(self, survey: str) -> Kept | None:
        """A definition, or None."""
        row = self._database.one(
            "SELECT survey, name, stamp, seen_at, raw FROM definitions WHERE survey = ?", (survey,)
        )
        if row is None:
            return None
        return Kept(
            survey=row[0],
            name=row[1],
            stamp=row[2],
            seen_at=datetime.fromisoformat(row[3]),
            raw=msgspec.json.decode(zlib.decompress(row[4])),
        )

    def stamps(self) -> dict[str, str]:
        """Every survey that is kept, with its stamp."""
        return dict(self._database.all("SELECT survey, stamp FROM definitions"))

    def remove(self, surveys: Iterable[str]) -> None:
        """Forget definitions, as of surveys that were deleted."""
        for survey in surveys:
            with self._database.transaction() as connection:
                _take_out(connection, survey)
                connection.execute("DELETE FROM definitions WHERE survey = ?", (survey,))

    def size(self) -> int:
        """Bytes of all definitions as they are kept."""
        row = self._database.one("SELECT coalesce(sum(size), 0) FROM definitions")
        return int(row[0]) if row else 0

    def trim(self, most: int, *, keep: str = "") -> list[str]:
        """Forget those seen longest ago until the rest has at most so many bytes.

        Args:
            most: Bytes of packed definitions.
            keep: A survey that is being looked at and stays.

        Returns:
            The surveys that were forgotten.
        """
        rows = self._database.all("SELECT survey, size FROM definitions ORDER BY seen_at DESC")
        total, gone = 0, []
        for survey, size in rows:
            total += size
            if total > most and survey != keep:
                gone.append(survey)
                total -= size
        self.remove(gone)
        return gone

    def shrink(self) -> None:
        """Give the room of what was forgotten back to the disk; takes as long as copying it."""
        self._database.shrink()

    def search(self, text: str, *, kinds: Sequence[str] = (), limit: int = 200) -> Found:
        """Texts in which every word of a search occurs.

        Args:
            text: Words, found by their beginnings; within quotation marks as they stand.
            kinds: Which kinds of texts; () is all.
            limit: How many hits to give at most.
        """
        query = _query(text)
        if not query:
            return Found(hits=[], total=0)
        wanted = [kind for kind in KINDS if not kinds or kind in kinds]
        # A survey's own name comes first: who types it wants the survey.
        rows = self._matching(query, ["name"], limit) if "name" in wanted else []
        rest = [kind for kind in wanted if kind != "name"]
        total, is_more = len(rows), len(rows) >= limit
        if rest:
            found = self._matching(query, rest, RANKED + 1, is_ranked=False)
            total, is_more = total + min(len(found), RANKED), is_more or len(found) > RANKED
            room = max(0, limit - len(rows))
            rows += found[:room] if is_more else self._matching(query, rest, room)
        return Found(hits=self._hits(rows), total=total, is_more=is_more)

    def _matching(
        self, query: str, kinds: Sequence[str], limit: int, *, is_ranked: bool = True
    ) -> list[int]:
        order = " ORDER BY rank" if is_ranked else ""
        rows = self._database.all(
            f"SELECT rowid FROM words WHERE words MATCH ?{order} LIMIT ?",  # noqa: S608
            (f"{{{' '.join(kinds)}}} : ({query})", limit),
        )
        return [row[0] for row in rows]

    def _hits(self, ids: Sequence[int]) -> list[Hit]:
        rows = self._database.all(
            "SELECT p.survey, d.name, p.kind, p.place, p.tag, p.text, d.seen_at"
            " FROM json_each(?) wanted JOIN pieces p ON p.id = wanted.value"
            " JOIN definitions d ON d.survey = p.survey ORDER BY wanted.key",
            (msgspec.json.encode(list(ids)).decode(),),
        )
        return [_hit(row) for row in rows]

    def reused(self, text: str = "", *, limit: int = 500) -> list[Reused]:
        """Questions that more than one survey asks, the most used first.

        Args:
            text: Only questions in which every word occurs; "" is all.
            limit: How many questions at most.
        """
        query, parameters = _query(text), []
        within = ""
        if query:
            within = " AND id IN (SELECT rowid FROM words WHERE words MATCH ?)"
            parameters.append(query)
        groups = self._database.all(
            "SELECT alike, count(DISTINCT survey) AS surveys FROM pieces"  # noqa: S608
            f" WHERE alike <> ''{within} GROUP BY alike HAVING surveys > 1"
            " ORDER BY surveys DESC, alike LIMIT ?",
            (*parameters, limit),
        )
        found = []
        for alike, surveys in groups:
            rows = self._database.all(
                "SELECT p.survey, d.name, p.kind, p.place, p.tag, p.text, d.seen_at FROM pieces p"
                " JOIN definitions d ON d.survey = p.survey WHERE p.alike = ?"
                " ORDER BY d.name, p.id",
                (alike,),
            )
            hits = [_hit(row) for row in rows]
            found.append(Reused(text=hits[0].text, surveys=int(surveys), hits=hits))
        return found

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def open_definitions(path: Path) -> DefinitionStore:
    """Open the definitions of a profile (`Home.table`), or make the file.

    Raises:
        StoreError: When it cannot be used.
    """
    return DefinitionStore(open_database(path, _MIGRATIONS, synchronous="NORMAL"))


def highlights(text: str, search: str) -> list[tuple[int, int]]:
    """Where the words of a search stand in a text: beginnings and ends, in order, not touching."""
    plain, places = _flat(text)
    found: list[tuple[int, int]] = []
    for quoted, word in _WORD.findall(search):
        wanted = _flat(quoted or word)[0].strip()
        if not wanted:
            continue
        start = plain.find(wanted)
        while start >= 0:
            before = plain[start - 1] if start else " "
            if not before.isalnum() or _UNSPACED.match(wanted[0]):
                found.append((places[start], places[start + len(wanted)]))
            start = plain.find(wanted, start + 1)
    found.sort()
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _flat(text: str) -> tuple[str, list[int]]:
    """A text without case and accents, and where each letter of it stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for part in unicodedata.normalize("NFKD", letter.casefold()):
            if not unicodedata.combining(part):
                letters.append(part)
                places.append(place)
    return "".join(letters), [*places, len(text)]


def _indexed(text: str) -> str:
    return _UNSPACED.sub(r" \1 ", unicodedata.normalize("NFC", text).casefold())


def _query(text: str) -> str:
    """A search in the words of FTS5; "" where there is nothing to look for."""
    terms = []
    for quoted, word in _WORD.findall(text):
        found = _indexed(quoted or word).replace('"', " ")
        # A term of marks alone has no word in it, and matches nothing.
        if any(letter.isalnum() for letter in found):
            terms.append(f'"{found}"' + ("" if quoted else "*"))
    return " AND ".join(terms)


def _column(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(f"not a kind of text: {kind!r}")
    return kind


def _take_out(connection: sqlite3.Connection, survey: str) -> None:
    rows = connection.execute(
        "SELECT id, kind, text FROM pieces WHERE survey = ?", (survey,)
    ).fetchall()
    for row, kind, text in rows:
        connection.execute(
            f"INSERT INTO words (words, rowid, {_column(kind)}) VALUES ('delete', ?, ?)",  # noqa: S608
            (row, _indexed(text)),
        )
    connection.execute("DELETE FROM pieces WHERE survey = ?", (survey,))
    connection.execute("DELETE FROM definitions WHERE survey = ?", (survey,))


def _hit(row: Row) -> Hit:
    survey, name, kind, place, tag, text, seen_at = row
    return Hit(
        survey=survey,
        survey_name=name,
        kind=kind,
        place=place,
        tag=tag,
        text=text,
        seen_at=seen_at,
    )
