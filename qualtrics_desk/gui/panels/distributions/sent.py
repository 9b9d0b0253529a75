"""The first view: the distributions of a survey, and the one that is chosen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from qualtrics_desk.domain.rows import Sort, View
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.kept_table import KeptTable
from qualtrics_desk.gui.panels.distributions.detail import Chosen, history_text, show_detail
from qualtrics_desk.gui.panels.distributions.distribution_columns import distribution_columns
from qualtrics_desk.gui.panels.distributions.send_dialog import ask_to_send

if TYPE_CHECKING:
    from qualtrics_desk.gui.panels.distributions.panel import DistributionsPanel
    from qualtrics_desk.services.distributions.sending import What


class SentView(QObject):
    """The view.

    Attributes:
        table: The distributions of the survey.
        chosen: The one whose row is current.
    """

    def __init__(self, panel: DistributionsPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._ui = panel.ui
        self._page = panel.ui.sent_page
        self._histories: dict[str, str] = {}
        self.chosen: Chosen | None = None
        self.table = KeptTable(
            panel.desk,
            panel.tasks,
            self._page,
            distribution_columns,
            noun=words.distributions,
            remembered="distributions",
            parent=self,
        )
        self._ui.detail_funnel.set_upright()
        self._ui.detail_funnel.set_pressable(False)
        self._page.selection_changed.connect(self._on_selected)
        self._page.model.replaced.connect(self._on_replaced)

    def open(self) -> None:
        """Show what is kept of the survey, then what the service says now."""
        from qualtrics_desk.services.tables.places import distributions_name

        survey = self._panel.survey
        self.chosen = None
        if survey is None:
            self.table.close()
            return
        opening = self.table.open(
            distributions_name(survey.id), View(sort=Sort("sendDate", descending=True))
        )
        self._panel.tasks.start(self._read_behind(opening), key="distributions.refresh")

    async def _read_behind(self, opening: asyncio.Task[None]) -> None:
        await opening
        await self.read()

    async def read(self) -> None:
        """Read the distributions of the survey anew."""
        from qualtrics_desk.services.background.messages import ReadDistributions
        from qualtrics_desk.services.distributions.listing import DistributionsRead

        survey = self._panel.survey
        if survey is None:
            return
        done = await self.table.read(
            self.tr("Read the distributions of “{0}”").format(survey.name),
            ReadDistributions(survey=survey.id, details=True),
            DistributionsRead,
            room=self._panel.ROOM,
        )
        if done is not None and done.problems:
            self._ui.notice.tell(
                self.tr("%Ln distribution(s) cannot be read; they are marked.", "", done.problems),
                "warning",
            )

    # What can be done

    async def send(self) -> None:
        """Send e-mails to a list."""
        await self._send("email")

    async def text(self) -> None:
        """Send text messages to a list."""
        await self._send("sms")

    async def remind(self) -> None:
        """Remind those who have not answered the chosen one."""
        await self._send("reminder", self.chosen)

    async def thank(self) -> None:
        """Thank those who have answered the chosen one."""
        await self._send("thankyou", self.chosen)

    async def _send(self, what: What, parent: Chosen | None = None) -> None:
        from qualtrics_desk.services.background.messages import CreateSending, RunJob
        from qualtrics_desk.services.distributions.making import Made

        panel, survey = self._panel, self._panel.survey
        if survey is None:
            return
        request = await ask_to_send(panel, panel.desk, what, survey, panel.lists or (), parent)
        if request is None:
            return
        wish = CreateSending(request=msgspec.to_builtins(request))
        job = await panel.desk.worker.call(wish, int)
        await panel.desk.run(
            self.tr("Send messages for “{0}”").format(survey.name),
            RunJob(job=job),
            Made,
            job=job,
            room=panel.ROOM,
            can_outlive=True,
        )
        panel.desk.tell(self.tr("Sent for “{0}”.").format(survey.name))
        if survey == panel.survey:
            await self.read()

    async def delete(self) -> None:
        """Delete the chosen one, if it waits still."""
        from qualtrics_desk.services.distributions.deleting import delete_unsent, require_unsent

        chosen, panel = self.chosen, self._panel
        if chosen is None:
            return
        unsent = await require_unsent(panel.desk.session, chosen.survey, chosen.id)
        when = "" if unsent.send is None else words.moment(unsent.send)
        stats = chosen.values
        sure = await confirm(
            panel,
            self.tr("It will not be sent"),
            self.tr(
                "The distribution is deleted at the service. Nothing was sent of it yet; nobody"
                " gets it."
            ),
            self.tr("Delete 1 distribution"),
            facts=[
                chosen.name,
                self.tr("to be sent {0}").format(when),
                str(stats.get("surveyName") or ""),
            ],
            danger=True,
        )
        if not sure:
            return
        await delete_unsent(panel.desk.session, unsent)
        await self.read()

    async def count_history(self) -> None:
        """Count what became of the recipients of the chosen one."""
        from qualtrics_desk.services.distributions.history import read_history

        chosen = self.chosen
        if chosen is None:
            return
        self._histories[chosen.id] = self.tr("Reading its history…")
        self.show_state()
        del self._histories[chosen.id]
        found = await read_history(self._panel.desk.session, chosen.id)
        self._histories[chosen.id] = (
            self.tr("Its history cannot be read: {0}").format(found.problem)
            if found.problem
            else history_text(found.statuses)
        )
        self.show_state()

    async def open_links(self) -> None:
        """Go to the room of links."""
        if self.chosen is not None:
            self._panel.desk.visit("links", survey=self.chosen.survey)

    # What is shown

    def head(self) -> str:
        """What is shown, in one line."""
        survey, reading = self._panel.survey, self.table.reading
        name = "" if survey is None else survey.name
        if reading is None:
            return name
        return f"{name} · {words.distributions(reading.rows)}"

    def show_state(self) -> None:
        """Show the distributions, or why there are none."""
        panel, states, table = self._panel, self._ui.sent_states, self.table
        text = panel.tr("Choose the survey whose mailings, reminders and links you want to see.")
        if panel.show_missing_survey(states, text):
            return
        if table.failure is not None:
            states.show_error(
                table.failure, panel.actions_.qaction("distributions.refresh").trigger
            )
        elif table.reading is None:
            states.show_loading(panel.tr("Asking for the distributions…"))
        elif not table.reading.rows:
            can = panel.actions_.qaction("distributions.send")
            states.show_empty(
                panel.tr("Nothing was sent yet"),
                panel.tr(
                    "No mailing was sent for this survey and no links were made, or only the"
                    " anonymous link is used."
                ),
                panel.tr("Send e-mails…") if can.isEnabled() else "",
                can.trigger if can.isEnabled() else None,
                "distributions",
            )
        else:
            states.show_content()
        known = "" if self.chosen is None else self._histories.get(self.chosen.id, "")
        show_detail(self._ui, self.chosen, known)

    def show_actions(self, read_only: str) -> None:
        """Offer what can be done with the chosen one."""
        enable, chosen = self._panel.actions_.set_enabled, self.chosen
        none = self.tr("Choose a distribution first.")
        is_one = chosen is not None and bool(chosen.id)
        follow = chosen is not None and chosen.can_be_followed
        why = none if not is_one else self.tr("Only what was mailed can be followed.")
        for name in ("remind", "thank"):
            enable(f"distributions.{name}", follow and not read_only, read_only or why)
        unsent = chosen is not None and chosen.is_unsent
        why = none if not is_one else self.tr("It was sent already.")
        enable("distributions.delete", unsent and not read_only, read_only or why)
        mail = chosen is not None and is_one and not chosen.is_text
        enable("distributions.history", mail, none)
        links = chosen is not None and chosen.values.get("kind") == "GeneratedInvite"
        enable("distributions.links", links, self.tr("Not made as personal links."))
        for button, shown in (
            (self._ui.remind_button, follow),
            (self._ui.thank_button, follow),
            (self._ui.delete_button, unsent),
            (self._ui.history_button, mail),
            (self._ui.links_button, links),
        ):
            button.setVisible(shown)

    def _on_selected(self) -> None:
        row_id, table = self._page.grid.current_id(), self.table.table
        if row_id is None or table is None:
            return
        self._panel.tasks.start(self._choose(row_id), key="choose")

    async def _choose(self, row_id: int) -> None:
        table = self.table.table
        if table is None:
            return
        rows = await asyncio.to_thread(table.rows, (row_id,))
        columns = await asyncio.to_thread(lambda: table.columns)
        if rows and table is self.table.table:
            keys = [column.key for column in columns]
            self.chosen = Chosen(dict(zip(keys, rows[0].values, strict=True)))
            self._panel.show_state()

    def _on_replaced(self) -> None:
        ids = self._page.model.ids
        if self.chosen is None and ids and self._page.grid.current_id() is None:
            self._panel.tasks.start(self._choose(ids[0]), key="choose")
