"""Who never opened an email: of all lists, asked once, gone on with, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qualtrics_desk.domain.errors import JobStopped
from qualtrics_desk.domain.rows import Comparison, Filter, View
from qualtrics_desk.services.engine.progress import Progress, Stop
from qualtrics_desk.services.lists import core_places
from qualtrics_desk.services.openings import kept_openings, read_openings
from qualtrics_desk.services.tables.contacts import read_contacts

if TYPE_CHECKING:
    from collections.abc import Callable

CALM = "lag=0,dedupe=on"
FILLERS = 220


def histories(brand: Any) -> list[str]:
    return [
        entry["path"].rpartition("/contacts/")[2].partition("/")[0]
        for entry in brand.sandbox.requests()
        if entry["path"].endswith("/history")
    ]


async def test_never_means_in_no_list(open_rig: Callable[..., Any]) -> None:
    rig, brand = open_rig(CALM)
    staff, other = brand.make_list("Staff"), brand.make_list("Other")
    names = ("never", "opened", "answered", "bounced", "elsewhere", "late")
    ids = {
        name: brand.add(staff, {"email": f"{name}@example.org", "lastName": name})
        for name in names[:-1]
    }
    brand.add(other, {"email": "elsewhere@example.org"})
    first, second = brand.mail(staff), brand.mail(other)
    brand.happen(first, staff, ids["opened"], "Opened")
    brand.happen(first, staff, ids["answered"], "SurveyFinished")
    brand.happen(first, staff, ids["bounced"], "HardBounce")
    brand.happen(second, other, ids["elsewhere"], "Opened")
    brand.add(staff, {"email": "late@example.org", "lastName": "late"})

    async with rig.session() as session:
        await read_contacts(session, None, staff)
        assert kept_openings(session, staff) is None
        read = await read_openings(session, staff)
        kept = kept_openings(session, staff)
        some = View(filters=(Filter("lastName", Comparison.IS, ("late", "opened")),))
        part = await read_openings(session, staff, view=some)
        core = next(
            place for place in await core_places(session.client) if place.list.name == "Staff"
        )
        core_id = core.list.mailing_list_id or ""
        older = await read_openings(session, core_id)

    assert read.people == {"opened": 3, "never opened": 1, "nothing arrived": 2, "not told": 0}
    assert kept is not None
    assert (kept.never, kept.people) == ({ids["never"]}, 6)
    assert (part.rows, part.people["never opened"]) == (2, 0)
    # The core knows the emails of its own list only.
    assert older.people == {"opened": 2, "never opened": 2, "nothing arrived": 2, "not told": 0}


async def test_what_was_stopped_is_gone_on_with(open_rig: Callable[..., Any]) -> None:
    rig, brand = open_rig(CALM)
    target = brand.make_list()
    brand.fill(target, FILLERS)
    stop = Stop()

    def after_some(progress: Progress) -> None:
        if 0 < progress.done < FILLERS:
            stop.request()

    async with rig.session() as session:
        await read_contacts(session, None, target)
        with pytest.raises(JobStopped):
            await read_openings(session, target, stop=stop, report=after_some)
        assert kept_openings(session, target) is None
        before = len(histories(brand))
        brand.remove(target, brand.contacts(target)[-1]["contactId"])
        read = await read_openings(session, target)

    asked = histories(brand)
    assert 0 < before < FILLERS
    assert len(asked) == len(set(asked)) == FILLERS
    assert read.people["nothing arrived"] == FILLERS
