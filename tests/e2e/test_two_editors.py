"""Two people edit the same contacts, and a third one writes past them: nothing is lost unseen.

Whatever the order of reading, typing, planning, sending and answering: a value that stood there
when a row was read again before its writing is never replaced unless the person had seen it. What
remains is the one request between that reading and the writing: the service has no conditional
write.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from qualtrics_desk.services import job_runs
from qualtrics_desk.services.edits import commit
from qualtrics_desk.services.engine.judge import Consents
from qualtrics_desk.services.lists import find_list
from qualtrics_desk.store.edits.edit_set import EditSet
from qualtrics_desk.store.edits.records import CellEdit

if TYPE_CHECKING:
    from collections.abc import Callable

ALL = commit.EditOptions(consents=Consents(allow_share=100.0))
FIELDS = ("lastName", "embeddedData.Team")
PEOPLE = 2

WHO = st.integers(0, 1)
CONTACT = st.integers(0, PEOPLE - 1)
FIELD = st.sampled_from(FIELDS)
VALUE = st.sampled_from(["A", "B", "C"])
TYPE = st.tuples(st.just("type"), WHO, CONTACT, FIELD, VALUE)
LEAVE = st.tuples(st.just("leave"), WHO, CONTACT, st.booleans())
PAST = st.tuples(st.just("past"), CONTACT, FIELD, VALUE)
STEP = st.one_of(
    st.tuples(st.just("read"), WHO),
    TYPE,
    LEAVE,
    st.tuples(st.just("plan"), WHO),
    st.tuples(st.just("send"), WHO),
    st.tuples(st.just("answer"), WHO, st.booleans()),
    PAST,
    # What is written past a plan that was made is what only the reading before the writing sees.
    st.tuples(st.just("clash"), WHO, st.integers(0, 3)),
)
STEPS = st.builds(
    lambda typed, steps: [*typed, *steps],
    st.lists(st.one_of(TYPE, TYPE, LEAVE), min_size=2, max_size=4),
    st.lists(STEP, min_size=2, max_size=6),
)


@dataclass
class Editor:
    """One person: what he sees, what he has staged, his job that is planned and not sent."""

    edits: EditSet
    seen: dict[tuple[int, str], str]
    job: int | None = None


@pytest.fixture
def running(open_rig: Callable[..., Any]) -> tuple[Any, Any]:
    """One sandbox for all examples of a test."""
    found: tuple[Any, Any] = open_rig("lag=0,put=merge,blank=clear")
    return found


def held(brand: Any, target: str, ids: list[str]) -> dict[tuple[int, str], str]:
    """What the service holds, by contact and field, of those who are still there."""
    people = {one["contactId"]: one for one in brand.contacts(target)}
    return {
        (number, name): str(
            (people[key]["embeddedData"].get("Team") if "." in name else people[key][name]) or ""
        )
        for number, key in enumerate(ids)
        if key in people
        for name in FIELDS
    }


def write_past(brand: Any, target: str, key: str, name: str, value: str) -> None:
    body = {"embeddedData": {"Team": value}} if "." in name else {name: value}
    if any(one["contactId"] == key for one in brand.contacts(target)):
        brand.change(target, key, body)


@pytest.mark.slow
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
@example(steps=[("type", 0, 0, "lastName", "B"), ("clash", 0, 0)])
@example(steps=[("leave", 0, 0, False), ("clash", 0, 0)])
@example(steps=[("leave", 0, 0, True), ("clash", 0, 1)])
def test_no_value_is_replaced_that_its_writer_had_not_seen(
    tmp_path_factory: pytest.TempPathFactory,
    running: tuple[Any, Any],
    steps: list[tuple[Any, ...]],
) -> None:
    rig, brand = running
    target = brand.make_list()
    ids = [
        brand.add(target, {"lastName": "A", "embeddedData": {"Team": "A"}, "extRef": str(number)})
        for number in range(PEOPLE)
    ]
    folder = tmp_path_factory.mktemp("edits")
    start = held(brand, target, ids)
    people = [Editor(EditSet(folder / f"{n}.db"), dict(start)) for n in range(2)]
    try:
        for step in steps:
            asyncio.run(_take(step, rig, brand, target, ids, people))
        for editor in people:
            for row in editor.edits.get(ids).values():
                # What was not written is still staged: nobody's typing is lost either.
                assert row.cells or row.is_leaving
    finally:
        for editor in people:
            editor.edits.close()


async def _take(
    step: tuple[Any, ...], rig: Any, brand: Any, target: str, ids: list[str], people: list[Editor]
) -> None:
    kind = step[0]
    if kind == "past":
        _, number, name, value = step
        write_past(brand, target, ids[number], name, value)
        return
    editor = people[step[1]]
    if kind == "clash":
        await _take(("plan", step[1]), rig, brand, target, ids, people)
        touched = sorted({*staged_of(editor, ids), *leaving_of(editor, ids)})
        if touched:
            number, name = touched[step[2] % len(touched)]
            write_past(brand, target, ids[number], name, "D")
        await _take(("send", step[1]), rig, brand, target, ids, people)
    elif kind == "read":
        # Cells that are staged stay upon what the person saw while typing.
        editor.seen = editor.seen | held(brand, target, ids)
    elif kind == "leave":
        _, _, number, everywhere = step
        seen = {name: editor.seen[number, name] for name in FIELDS}
        editor.edits.remove_rows([(ids[number], seen)], everywhere=everywhere)
    elif kind == "type":
        _, _, number, name, value = step
        base = editor.seen[number, name]
        staged = editor.edits.get([ids[number]]).get(ids[number])
        if staged is not None and name in staged.cells:
            base = str(staged.cells[name][1] or "")
        editor.edits.set_cells([CellEdit(ids[number], name, value, base)])
    elif kind == "answer":
        chosen = editor.edits.keep_mine if step[2] else editor.edits.take_theirs
        chosen([key for key in ids if editor.edits.get([key])])
    elif kind == "plan" and editor.job is None and editor.edits.counts().total:
        async with rig.session() as session:
            place = await find_list(session.client, target)
            editor.job = await commit.create_edit_job(session, place, editor.edits, ALL)
            await job_runs.plan_job(session, editor.job)
            await job_runs.confirm_job(session, editor.job)
    elif kind == "send" and editor.job is not None:
        await _send(rig, brand, target, ids, editor)


def staged_of(editor: Editor, ids: list[str]) -> dict[tuple[int, str], object]:
    """What the person typed and has not sent, by contact and field."""
    return {
        (ids.index(key), name): new
        for key, row in editor.edits.get(ids).items()
        if not row.is_leaving
        for name, (new, _) in row.cells.items()
    }


def leaving_of(editor: Editor, ids: list[str]) -> set[tuple[int, str]]:
    """Whom the person wants to leave, with each field he saw."""
    return {
        (ids.index(key), name)
        for key, row in editor.edits.get(ids).items()
        if row.is_leaving
        for name in FIELDS
    }


async def _send(rig: Any, brand: Any, target: str, ids: list[str], editor: Editor) -> None:
    assert editor.job is not None
    before, staged = held(brand, target, ids), staged_of(editor, ids)
    leaving = leaving_of(editor, ids)
    async with rig.session() as session:
        async with session.staging(editor.job) as staging:
            asked = {
                (ids.index(order.contact_id), name): pair
                for piece in staging.orders()
                for order in piece
                for name, pair in commit.orders.cells_of(order).items()
            }
        await job_runs.run_job(session, editor.job)
        await commit.apply_outcomes(session, editor.edits, editor.job)
    editor.job = None
    after, left = held(brand, target, ids), staged_of(editor, ids)
    for place, (new, _) in asked.items():
        if place in staged and staged[place] == new and after.get(place) != str(new or ""):
            assert left.get(place) == new, "what was typed was neither written nor kept"
    for place in leaving & asked.keys() & after.keys():
        assert place in leaving_of(editor, ids), "whom he wanted to leave neither left nor waits"
    for place, value in before.items():
        if place not in after:
            new, base = asked[place]
            assert new is None
            assert value == str(base or ""), "somebody left whom nobody had seen like that"
    for place, value in after.items():
        if value == before[place]:
            continue
        new, base = asked[place]
        assert value == str(new or "")
        assert before[place] == str(base or ""), "a value was replaced that nobody had seen"
