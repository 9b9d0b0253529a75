"""`surveys search`: names, questions, choices and fields of every survey, also offline."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from qualtrics_desk.cli.connect import session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.services.definitions import searching
from qualtrics_desk.services.definitions.keeping import coverage, read_definitions
from qualtrics_desk.services.tables.places import profile_of
from qualtrics_desk.store.definitions import KINDS

if TYPE_CHECKING:
    from argparse import Namespace

    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop
    from qualtrics_desk.services.session import Session
    from qualtrics_desk.store.definitions import Hit, Reused

_COLUMNS = (
    ("id", "Survey id"),
    ("name", "Survey"),
    ("kind", "What"),
    ("tag", "Tag"),
    ("text", "Text"),
)
_REUSED = (("surveys", "Surveys"), ("text", "Question"), ("where", "Where"))


async def search(arguments: Namespace, output: Output, stop: Stop) -> int:
    """List the texts in which every word occurs, or the questions that several surveys ask."""
    if not arguments.text and not arguments.reused:
        raise UsageError("Nothing is looked for.", hint="Name some words.")
    async with session_of(arguments, output) as session:
        if not arguments.offline:
            read = await read_definitions(session, stop=stop, report=output.progress)
            if read.refused:
                output.warn(f"Not readable for this token: {', '.join(read.refused)}.")
        else:
            known = await coverage(session)
            output.warn(
                f"Searched {several(known.kept, 'survey')} of {known.surveys:,};"
                f" {known.stale:,} changed since they were read."
            )
        if arguments.reused:
            return await _reused(session, arguments, output)
        return await _hits(session, arguments, output)


async def _hits(session: Session, arguments: Namespace, output: Output) -> int:
    kinds = tuple(kind for kind in (arguments.within or "").split(",") if kind)
    unknown = set(kinds) - set(KINDS)
    if unknown:
        raise UsageError(
            f"There is no kind of text called {min(unknown)}.",
            hint=f"There are: {', '.join(KINDS)}.",
        )
    limit = searching.MOST_HITS if arguments.out is not None else 200
    found = await searching.search(
        session.home, profile_of(session), arguments.text, kinds=kinds, limit=limit
    )
    if arguments.out is not None:
        rows = await asyncio.to_thread(searching.write_hits, arguments.out.absolute(), found.hits)
        output.document(
            {"file": str(arguments.out), "rows": rows},
            f"Wrote {several(rows, 'row')} to {arguments.out}.",
        )
        return Exit.DONE
    output.items((_row(hit) for hit in found.hits), _COLUMNS, nothing="Nothing found.")
    if found.is_more:
        output.warn(f"The first {len(found.hits):,} are shown; --out writes all of them.")
    return Exit.DONE


async def _reused(session: Session, arguments: Namespace, output: Output) -> int:
    found = await searching.reused(session.home, profile_of(session), arguments.text or "")
    if arguments.out is not None:
        rows = await asyncio.to_thread(searching.write_reused, arguments.out.absolute(), found)
        output.document(
            {"file": str(arguments.out), "rows": rows},
            f"Wrote {several(rows, 'row')} to {arguments.out}.",
        )
        return Exit.DONE
    output.items((_group(one) for one in found), _REUSED, nothing="No question is asked twice.")
    return Exit.DONE


def _row(hit: Hit) -> dict[str, object]:
    return {
        "id": hit.survey,
        "name": hit.survey_name,
        "kind": hit.kind,
        "place": hit.place,
        "tag": hit.tag,
        "text": hit.text,
        "seenAt": hit.seen_at,
    }


def _group(one: Reused) -> dict[str, object]:
    where = ", ".join(f"{hit.survey_name} ({hit.tag})" for hit in one.hits)
    return {"surveys": one.surveys, "text": one.text, "where": where}
