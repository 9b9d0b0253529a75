"""The hygiene of a list: each fault is found, nobody else is named, and each fix is one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qualtrics_desk.domain.hygiene import Fault, Remedy
from qualtrics_desk.services import embedded_fields
from qualtrics_desk.services.edits.rows import EditedRows
from qualtrics_desk.services.hygiene import Hygiene, hygiene_of, stage_fix
from qualtrics_desk.services.lists import find_list
from qualtrics_desk.services.openings import read_openings
from qualtrics_desk.services.places import PlaceKind
from qualtrics_desk.services.tables.contacts import read_contacts
from qualtrics_desk.services.tables.places import contacts_table, profile_of
from qualtrics_desk.store.edits.edit_set import EditSet

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from qualtrics_desk.services.session import Session

CALM = "lag=0,dedupe=off,blank=clear"
PEOPLE: dict[str, dict[str, Any]] = {
    "fine": {"email": "fine@example.org", "language": "PT-BR"},
    "alone": {"phone": "+46701234567", "language": "PT-BR"},
    "nowhere": {"extRef": "r1"},
    "invalid": {"email": "two@example..org"},
    "office": {"email": "Info@example.org"},
    "twice": {"email": "same@example.org", "extRef": "r2", "embeddedData": {"Team": "Blue"}},
    "again": {"email": "SAME@example.org"},
    "bounced": {"email": "bounced@example.org"},
    "left": {"email": "left@example.org", "unsubscribed": True},
    "elsewhere": {"email": "elsewhere@example.org"},
    "odd": {"email": "odd@example.org", "language": "PT_BR"},
    # The same to the service: there is nothing to write.
    "case": {"email": "case@example.org", "language": "pt-br"},
}


class Bench:
    """A list of people each with another fault, as it was read; and the way to stage fixes."""

    def __init__(self, session: Session, rows: EditedRows, ids: dict[str, str]) -> None:
        self.session = session
        self.rows = rows
        self.ids = ids
        self.place: Any = None
        self.others: list[Any] = []

    async def report(self) -> Hygiene:
        return await hygiene_of(self.session, self.place, self.rows, self.others)

    async def found(self) -> dict[Fault, set[str]]:
        names = {contact: name for name, contact in self.ids.items()}
        return {
            one.fault: {names[contact] for contact in one.contacts}
            for one in (await self.report()).troubles
        }

    async def fix(self, fault: Fault, remedy: Remedy) -> int:
        (trouble,) = (one for one in (await self.report()).troubles if one.fault is fault)
        (fix,) = (one for one in trouble.fixes if one.remedy is remedy)
        return stage_fix(self.rows, fix, self.place.kind)

    def staged(self) -> dict[str, tuple[str, dict[str, Any]]]:
        names = {contact: name for name, contact in self.ids.items()}
        return {
            names[row.key]: (row.state, {name: new for name, (new, _) in row.cells.items()})
            for piece in self.rows.edits.all()
            for row in piece
        }


@pytest.fixture
async def bench(open_rig: Callable[..., Any], tmp_path: Path) -> AsyncIterator[Bench]:
    rig, brand = open_rig(CALM)
    target, other = brand.make_list("Staff"), brand.make_list("Guests")
    ids = {
        name: brand.add(target, {"firstName": name, **person}) for name, person in PEOPLE.items()
    }
    brand.add(other, {"email": "Elsewhere@example.org"})
    mail = brand.mail(target)
    for name, contact in ids.items():
        # The service tells of everybody whether an email was opened.
        brand.happen(mail, target, contact, "HardBounce" if name == "bounced" else "Opened")
    async with rig.session() as session:
        for one in (target, other):
            await read_contacts(session, None, one)
        table = contacts_table(session.home, profile_of(session), target)
        edits = EditSet(tmp_path / "edits.db")
        made = Bench(session, EditedRows(table, edits), ids)
        made.place = await find_list(session.client, target)
        made.others = [await find_list(session.client, other)]
        yield made
        edits.close()
        table.close()


async def test_every_fault_is_found_and_nobody_else_is_named(bench: Bench) -> None:
    assert await bench.found() == {
        Fault.NO_WAY: {"nowhere"},
        Fault.INVALID_EMAIL: {"invalid"},
        Fault.ROLE: {"office"},
        Fault.DUPLICATE: {"twice", "again"},
        Fault.BOUNCED: {"bounced"},
        Fault.OPTED_OUT: {"left"},
        Fault.OTHER_LISTS: {"elsewhere"},
        Fault.LANGUAGE: {"odd", "case"},
    }
    report = await bench.report()
    details = {one.fault: one.detail for one in report.troubles}
    assert report.contacts == len(PEOPLE)
    assert details[Fault.OTHER_LISTS] == "Guests (1)"
    assert details[Fault.LANGUAGE] == "PT-BR / PT_BR / pt-br"


async def test_each_fix_is_one_step_upon_those_it_names(bench: Bench) -> None:
    assert await bench.fix(Fault.DUPLICATE, Remedy.KEEP_ONE) == 1
    assert await bench.fix(Fault.OPTED_OUT, Remedy.LEAVE) == 1
    assert await bench.fix(Fault.BOUNCED, Remedy.OPT_OUT) == 1
    assert await bench.fix(Fault.INVALID_EMAIL, Remedy.CLEAR_EMAIL) == 1
    assert await bench.fix(Fault.LANGUAGE, Remedy.ONE_SPELLING) == 1

    assert bench.staged() == {
        # The one of whom more is known stays.
        "again": ("deleted", {}),
        "bounced": ("changed", {"unsubscribed": True}),
        "invalid": ("changed", {"email": ""}),
        "odd": ("changed", {"language": "PT-BR"}),
        "left": ("deleted", {}),
    }
    # What is staged is how the list will be: the report says what is left.
    now = await bench.found()
    assert not {Fault.DUPLICATE, Fault.INVALID_EMAIL} & now.keys()
    assert now[Fault.LANGUAGE] == {"case"}
    (trouble,) = (t for t in (await bench.report()).troubles if t.fault is Fault.LANGUAGE)
    assert trouble.fixes == ()
    assert now[Fault.NO_WAY] == {"nowhere", "invalid"}
    assert now[Fault.OPTED_OUT] == {"bounced"}
    for _ in range(5):
        bench.rows.undo()
    assert bench.staged() == {}


async def test_who_never_opened_can_be_opted_out(open_rig: Callable[..., Any]) -> None:
    rig, brand = open_rig(CALM)
    target = brand.make_list("Staff")
    ids = [brand.add(target, {"email": f"p{n}@example.org"}) for n in range(2)]
    brand.happen(brand.mail(target), target, ids[1], "Opened")
    async with rig.session() as session:
        await read_contacts(session, None, target)
        await read_openings(session, target)
        table = contacts_table(session.home, profile_of(session), target)
        report = await hygiene_of(session, await find_list(session.client, target), table)
        table.close()

    (trouble,) = report.troubles
    assert (trouble.fault, trouble.contacts) == (Fault.NEVER_OPENED, [ids[0]])
    assert [fix.remedy for fix in trouble.fixes] == [Remedy.OPT_OUT, Remedy.LEAVE]


@pytest.mark.parametrize("kind", [PlaceKind.DIRECTORY, PlaceKind.SAMPLE])
async def test_nobody_leaves_what_is_no_list(bench: Bench, kind: PlaceKind) -> None:
    bench.place = bench.place._replace(kind=kind)

    fixes = {fix.remedy for one in (await bench.report()).troubles for fix in one.fixes}

    if kind is PlaceKind.SAMPLE:
        assert not fixes
    else:
        assert fixes == {Remedy.OPT_OUT, Remedy.CLEAR_EMAIL, Remedy.ONE_SPELLING}
        await bench.fix(Fault.ROLE, Remedy.OPT_OUT)
        assert bench.staged() == {"office": ("changed", {"directoryUnsubscribed": True})}


async def test_fields_are_told_by_how_full_they_are_with_those_that_look_alike(
    open_rig: Callable[..., Any], tmp_path: Path
) -> None:
    rig, brand = open_rig(CALM)
    target = brand.make_list("Staff")
    for number in range(4):
        held = {"Department": "Ops"} if number < 3 else {"Dept.": "Ops", "Floor": "00123"}
        brand.add(target, {"email": f"p{number}@example.org", "embeddedData": held})
    brand.add(target, {"email": "both@example.org", "embeddedData": {"Dept.": "A", "Floor": "2"}})
    async with rig.session() as session:
        await read_contacts(session, None, target)
        table = contacts_table(session.home, profile_of(session), target)
        edits = EditSet(tmp_path / "edits.db")
        rows = EditedRows(table, edits)
        found = embedded_fields.fields_of(rows)
        moved = embedded_fields.stage_rename(rows, "embeddedData.Dept.", "Department")
        cells = [dict(row.cells) for piece in edits.all() for row in piece]
        after = {one.name: one.filled for one in embedded_fields.fields_of(rows)}
        edits.close()
        table.close()

    told = [(one.name, one.filled, one.contacts, one.different, one.alike) for one in found]
    assert told == [
        ("Department", 3, 5, 1, ("Dept.",)),
        ("Dept.", 2, 5, 2, ("Department",)),
        ("Floor", 2, 5, 2, ()),
    ]
    assert set(found[2].examples) == {"00123", "2"}
    assert moved == 2
    # The values are in the new field, and the old one is emptied: it cannot be removed (D.8).
    assert {cell["embeddedData.Department"][0] for cell in cells} == {"Ops", "A"}
    assert [cell["embeddedData.Dept."][0] for cell in cells] == ["", ""]
    assert after == {"Department": 5, "Dept.": 0, "Floor": 2}
