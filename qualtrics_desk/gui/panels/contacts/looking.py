"""Finding people in the directory, and reports over the open list."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from qualtrics_desk.domain.hygiene import Fault, Remedy
from qualtrics_desk.domain.places import PlaceKind
from qualtrics_desk.domain.rows import Comparison, Filter
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import shown
from qualtrics_desk.gui.dialogs.text_prompt import ask_text
from qualtrics_desk.gui.panels.contacts.openings import Openings
from qualtrics_desk.gui.panels.contacts.people_dialog import PeopleDialog
from qualtrics_desk.gui.panels.contacts.report_dialog import ReportDialog, ReportLine

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from qualtrics_desk.gui.panels.contacts.editing import Editing
    from qualtrics_desk.gui.panels.contacts.open_list import OpenList
    from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel
    from qualtrics_desk.services.hygiene import Fix


class Looking(QObject):
    """What a person asks about people and lists."""

    def __init__(self, panel: ContactsPanel, editing: Editing) -> None:
        super().__init__(panel)
        self._panel = panel
        self._editing = editing
        self._openings = Openings(panel)
        self._wanted = ""

    def connect_actions(self) -> None:
        """Let the actions do what they say."""
        to = self._panel.actions_.connect_to
        to("contacts.find-person", lambda: self._start(self._find_person()))
        to("contacts.hygiene", lambda: self._start(self._hygiene()))
        to("contacts.openings", self._openings.start)
        to("contacts.fields", lambda: self._start(self._fields()))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._panel.tasks.start(work, key="looking")

    async def _find_person(self) -> None:
        from qualtrics_desk.api.endpoints.directory_contacts import get_person

        panel, desk = self._panel, self._panel.desk
        directories = [one for one in panel.ui.tree.places.directories() if one.directory_id]
        if not directories:
            return
        dialog = PeopleDialog(panel, desk, directories)
        if not await shown(dialog) or not dialog.contact_id:
            return
        directory, contact_id = dialog.directory, dialog.contact_id
        request = get_person(directory.directory_id or "", contact_id)
        person = (await desk.session.client.send(request, urgent=True)).value
        for one in person.memberships:
            if panel.ui.tree.places.index_of(one.list_id).isValid():
                self._show_in(one.list_id, contact_id)
                return
        # In no list that is shown here: the directory itself has everybody.
        self._show_in(directory.directory_id or "", contact_id)

    def _show_in(self, list_id: str, contact_id: str) -> None:
        panel = self._panel
        panel.ui.lists_edit.clear()
        self._wanted = contact_id
        if panel.opened is not None and panel.opened.list_id == list_id:
            self.show_wanted()
        elif not panel.ui.tree.choose(list_id):
            self._wanted = ""

    def show_wanted(self) -> None:
        """Show only the person who was asked for, once the list is open."""
        if self._wanted:
            self.show_only(Filter("contactId", Comparison.IS, (self._wanted,)))
            self._wanted = ""

    def show_only(self, wanted: Filter) -> None:
        """Show the rows that fit, and no other."""
        bar = self._panel.ui.filter_bar
        bar.clear()
        bar.set_filter(wanted)

    async def _hygiene(self) -> None:
        from qualtrics_desk.services.hygiene import hygiene_of

        opened, panel = self._panel.opened, self._panel
        if opened is None:
            return
        others = [place for place in panel.ui.tree.places.all_places() if place != opened.place]
        found = await hygiene_of(panel.desk.session, opened.place, opened.rows, others)
        hint = self.tr("{0} looked through. What you do about it is staged and sent on Commit.")
        hint = hint.format(words.contacts(found.contacts))
        if found.missing:
            hint += " " + self.tr("Who bounced is not told to this token.")
        hint += " " + self._openings.hint(found.openings)
        lines = [
            ReportLine(
                (self._words(one.fault), len(one.contacts), one.detail),
                Filter("contactId", Comparison.IS, tuple(one.contacts)),
                offers=()
                if panel.desk.is_read_only
                else [self._remedy(fix, opened.kind) for fix in one.fixes],
            )
            for one in found.troubles
        ]
        if not lines:
            lines = [ReportLine((self.tr("Nothing to mend"), 0, ""))]
        dialog = ReportDialog(
            panel,
            self.tr("Hygiene of “{0}”").format(opened.name),
            hint,
            (self.tr("Finding"), self.tr("Contacts"), self.tr("Which")),
            lines,
            widths=(52, 12, 0),
            wide=2,
            extra=self.tr("Who never opened…"),
        )
        dialog.extra_wanted.connect(lambda _target: self._ask_openings(dialog))
        line = await self._then_show(dialog)
        if line is not None and dialog.offer is not None and opened is panel.opened:
            trouble = found.troubles[lines.index(line)]
            await self._mend(opened, trouble.fixes[dialog.offer])

    async def _mend(self, opened: OpenList, fix: Fix) -> None:
        """Stage what mends a fault; its rows are shown by now."""
        from qualtrics_desk.services.hygiene import stage_fix

        touched = await self._editing.step(stage_fix, opened.rows, fix, opened.kind)
        self._panel.ui.page.model.reload()
        self._editing.tell_staged(touched or 0)

    def _ask_openings(self, dialog: ReportDialog) -> None:
        dialog.reject()
        self._openings.start()

    async def _fields(self) -> None:
        from qualtrics_desk.services.embedded_fields import fields_of

        opened, panel = self._panel.opened, self._panel
        if opened is None:
            return
        found = await asyncio.to_thread(fields_of, opened.rows)
        lines = [
            ReportLine(
                (
                    field.name,
                    field.filled,
                    words.percent(field.filled / field.contacts) if field.contacts else "–",
                    field.different,
                    ", ".join(field.alike),
                    " · ".join(field.examples),
                ),
                Filter(field.target, Comparison.IS_NOT_EMPTY),
                field.target,
            )
            for field in found
        ]
        can_rename = opened.kind is PlaceKind.LIST and not panel.desk.is_read_only
        dialog = ReportDialog(
            panel,
            self.tr("Embedded data of “{0}”").format(opened.name),
            self.tr(
                "Names that differ in case only are one field to the service. A field cannot be"
                " removed there: renaming copies its values and empties the old one."
            ),
            (
                self.tr("Field"),
                self.tr("Filled"),
                self.tr("Share"),
                self.tr("Values"),
                self.tr("Looks like"),
                self.tr("Examples"),
            ),
            lines,
            widths=(22, 10, 9, 9, 20, 0),
            wide=5,
            extra=self.tr("Rename…") if can_rename else "",
        )
        dialog.extra_wanted.connect(lambda target: self._start_rename(dialog, target))
        await self._then_show(dialog)

    def _start_rename(self, dialog: ReportDialog, target: str) -> None:
        self._panel.tasks.start(self._rename(dialog, target), key="rename field")

    async def _rename(self, dialog: ReportDialog, target: str) -> None:
        from qualtrics_desk.services.embedded_fields import stage_rename

        opened = self._panel.opened
        if opened is None:
            return
        name = await ask_text(
            dialog,
            self.tr("New name of the field"),
            self.tr("Stage the new name"),
            hint=self.tr(
                "Values move to that field, also where it is there already but empty. Nothing is"
                " sent before Commit."
            ),
            longest=200,
        )
        if not name or opened is not self._panel.opened:
            return
        touched = await self._editing.step(stage_rename, opened.rows, target, name)
        dialog.reject()
        self._panel.ui.page.model.reload()
        self._editing.tell_staged(touched or 0)

    async def _then_show(self, dialog: ReportDialog) -> ReportLine | None:
        """Show the contacts of the line the person chose, and return it; None: of none."""
        if not await shown(dialog):
            return None
        line = dialog.chosen
        if line is not None and line.filter is not None:
            self.show_only(line.filter)
        return line

    def _remedy(self, fix: Fix, kind: PlaceKind) -> str:
        everywhere = kind is PlaceKind.DIRECTORY
        text = {
            Remedy.LEAVE: self.tr("Remove from this list: {0}"),
            Remedy.KEEP_ONE: self.tr("Keep the fullest of each, remove from this list: {0}"),
            Remedy.OPT_OUT: self.tr("Opt out of everything: {0}")
            if everywhere
            else self.tr("Opt out of this list: {0}"),
            Remedy.CLEAR_EMAIL: self.tr("Clear the email: {0}"),
            Remedy.ONE_SPELLING: self.tr("Write the language as most do: {0}"),
        }[fix.remedy]
        return text.format(words.contacts(len(fix.contacts)))

    def _words(self, fault: Fault) -> str:
        return {
            Fault.NO_WAY: self.tr("Neither email nor phone"),
            Fault.INVALID_EMAIL: self.tr("An email that is none"),
            Fault.DUPLICATE: self.tr("The same email several times in this list"),
            Fault.NEVER_OPENED: self.tr("Never opened an email"),
            Fault.BOUNCED: self.tr("Emails came back (bounced)"),
            Fault.OPTED_OUT: self.tr("Opted out"),
            Fault.ROLE: self.tr("Email of an office, not a person"),
            Fault.OTHER_LISTS: self.tr("Also in another list"),
            Fault.LANGUAGE: self.tr("Language written in several ways"),
        }[fault]
