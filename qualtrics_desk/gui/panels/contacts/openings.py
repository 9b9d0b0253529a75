"""Asking who never opened an email: what it costs first, then a job, then the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from qualtrics_desk.domain.hygiene import Opening
from qualtrics_desk.domain.places import PlaceKind
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.confirm import Answer, ask

if TYPE_CHECKING:
    from qualtrics_desk.domain.rows import View
    from qualtrics_desk.gui.panels.contacts.open_list import OpenList
    from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel
    from qualtrics_desk.services.openings import KeptOpenings, OpeningsRead


class Openings(QObject):
    """Reads who of the open list opened emails, once the person has seen what it takes."""

    def __init__(self, panel: ContactsPanel) -> None:
        super().__init__(panel)
        self._panel = panel

    def start(self) -> None:
        """Say what it takes, and read it where the person agrees."""
        opened = self._panel.opened
        if opened is None:
            return
        key = ("openings", opened.list_id)
        if self._panel.tasks.is_running(key):
            self._panel.ui.notice.tell(
                self.tr("This is being read already; its progress is at the foot of the window.")
            )
            return
        self._panel.tasks.start(self._read(opened), key=key)

    def hint(self, kept: KeptOpenings | None) -> str:
        """What the report says about it."""
        if kept is None:
            return self.tr(
                "Who never opened an email is not known yet: it is read only when you ask for it."
            )
        text = self.tr("Who opened emails was read {0}, of {1}.").format(
            words.ago(kept.read_at), words.contacts(kept.people)
        )
        if kept.untold:
            text += " " + self.tr("The service does not say it of {0}, not counted here.").format(
                words.contacts(kept.untold)
            )
        return text

    async def _read(self, opened: OpenList) -> None:
        from qualtrics_desk.services.background.contact_messages import ReadOpenings
        from qualtrics_desk.services.openings import OpeningsRead

        panel, desk = self._panel, self._panel.desk
        agreed, view = await self._agree(opened)
        if not agreed:
            return
        read = await desk.run(
            self.tr("Who of “{0}” opened emails").format(opened.name),
            ReadOpenings(list_id=opened.list_id, directory=opened.directory_id, view=view),
            OpeningsRead,
            room="contacts",
        )
        text = self._told(read)
        if panel.opened is opened:
            show = panel.actions_.qaction("contacts.hygiene").trigger
            panel.ui.notice.tell(text, "notice", self.tr("Show the report"), show)
        else:
            desk.tell(f"{opened.name}: {text}")

    async def _agree(self, opened: OpenList) -> tuple[bool, View | None]:
        """Whether it shall be read, and of which contacts."""
        from qualtrics_desk.services.openings import cost_of

        page, shown = self._panel.ui.page, await opened.shown()
        people = 0 if shown is None else shown.rows
        view = page.model.view
        some = page.model.rowCount()
        known = {spec.key for spec in opened.table.columns}
        is_part = (
            some < people
            and opened.kind is not PlaceKind.CORE
            and (view.text or view.filters)
            and all(one.column in known for one in view.filters)
        )
        facts = [self._cost(self.tr("All of the list"), people, *cost_of(opened.kind, people))]
        if is_part:
            cost = cost_of(opened.kind, some)
            facts.append(self._cost(self.tr("Only those shown now"), some, *cost))
        facts += [
            self.tr("It only reads: nobody is written to, and no contact frequency counts it."),
            self.tr("It can be stopped, and gone on with within an hour."),
        ]
        answer = await ask(
            self._panel,
            self.tr("Read who opened emails?"),
            self.tr(
                "The service is asked for the history of each contact, in all lists. Called “never"
                " opened” is who got an email and of whom the service noticed no opening and no"
                " answer; who got none is not."
            ),
            self.tr("Read it for all {0}").format(words.number(people)),
            facts=facts,
            other=self.tr("Only for the {0} shown").format(words.number(some)) if is_part else "",
        )
        return answer is not Answer.CANCEL, view if answer is Answer.OTHER else None

    def _cost(self, which: str, people: int, calls: int, minutes: float) -> str:
        text = self.tr("{0}, {1}: {2} or more calls, {3} at the quickest")
        return text.format(
            which,
            words.contacts(people),
            words.number(calls),
            words.duration(max(1.0, 60 * minutes)),
        )

    def _told(self, read: OpeningsRead) -> str:
        told: list[tuple[Opening, Any]] = [
            (Opening.NEVER, self.tr("{0} never opened an email")),
            (Opening.OPENED, self.tr("{0} did")),
            (Opening.NOTHING_ARRIVED, self.tr("{0} got none")),
            (Opening.UNKNOWN, self.tr("of {0} it is not told")),
        ]
        parts = [
            text.format(words.number(count))
            for opening, text in told
            if (count := read.people.get(opening.value, 0)) or opening is Opening.NEVER
        ]
        return "; ".join(parts) + "."
