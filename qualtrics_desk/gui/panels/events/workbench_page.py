"""The workbench: listens on this machine, reads messages, checks them and sends them again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidgetItem, QWidget

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.dialogs.text_prompt import ask_text
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.forms.ui_workbench_page import Ui_WorkbenchPage
from qualtrics_desk.gui.icons import icon
from qualtrics_desk.gui.panels.events.event_views import topic_word, verdict_word
from qualtrics_desk.gui.theme import look, set_tone
from qualtrics_desk.gui.widgets.facts_view import Fact
from qualtrics_desk.services.areas.publication import replay
from qualtrics_desk.services.areas.workbench import Listener, Verdict, read_delivery

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from qualtrics_desk.gui.panel import Panel
    from qualtrics_desk.services.areas.workbench import Delivery

LONGEST = 40
"""Letters of a field that are shown among the facts."""
MOST = 500
"""Messages that are kept; older ones leave. They are in memory only."""


class WorkbenchPage(QWidget):
    """Shows what was delivered, newest first.

    Attributes:
        deliveries: As they came, newest first.
        listener: Listens for them.
    """

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel)
        self.ui = Ui_WorkbenchPage()
        self.ui.setupUi(self)
        self._panel = panel
        self._last_target = "http://127.0.0.1:8000/"
        self.deliveries: list[Delivery] = []
        self.listener = Listener(self.take)
        ui, actions = self.ui, panel.actions_
        actions.bind("events.listen", ui.listen_button)
        actions.bind("events.paste", ui.paste_button)
        actions.bind("events.replay", ui.replay_button)
        actions.connect_to("events.listen", lambda: self._start(self._listen()))
        actions.connect_to("events.paste", self._paste)
        actions.connect_to("events.replay", lambda: self._start(self._replay()))
        ui.key_edit.textChanged.connect(self._on_key)
        ui.list.currentRowChanged.connect(self._show)
        ui.body_edit.setFont(look().font("code"))
        ui.splitter.setSizes([380, 640])
        ui.splitter.setStretchFactor(1, 1)
        self.setFocusProxy(ui.listen_button)
        self._show_state()

    def offer(self) -> None:
        """Offer what can be done now."""
        is_shown, enable = self.isVisibleTo(self._panel), self._panel.actions_.set_enabled
        elsewhere = self.tr("Open the workbench first.")
        enable("events.listen", is_shown, elsewhere)
        enable("events.paste", is_shown, elsewhere)
        chosen = self._chosen()
        enable("events.replay", is_shown and chosen is not None, self.tr("Choose a message first."))

    def forget(self) -> None:
        """Another profile: nothing is shown or heard any more."""
        self.deliveries.clear()
        self.ui.list.clear()
        self.ui.key_edit.clear()
        self.ui.notice.clear()
        self._start(self._stop())

    async def aclose(self) -> None:
        """Stop listening."""
        await self.listener.stop()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._panel.tasks.start(work, key=self)

    def _chosen(self) -> Delivery | None:
        row = self.ui.list.currentRow()
        return self.deliveries[row] if 0 <= row < len(self.deliveries) else None

    async def _listen(self) -> None:
        if self.listener.is_listening:
            await self._stop()
            return
        try:
            await self.listener.start(self.ui.port_box.value())
        except DeskError as error:
            self.ui.notice.tell(explain(error).sentences, "danger")
        self._show_state()

    async def _stop(self) -> None:
        await self.listener.stop()
        self._show_state()

    def _on_key(self, key: str) -> None:
        """Check what is there with another key."""
        self.listener.key = key
        row = self.ui.list.currentRow()
        self.deliveries = [
            one if one.problem and not one.fields else read_delivery(one.body, key=key, at=one.at)
            for one in self.deliveries
        ]
        for place, delivery in enumerate(self.deliveries):
            self._dress(self.ui.list.item(place), delivery)
        self._show(row)

    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text().strip()
        if not text:
            self.ui.notice.tell(
                self.tr("The clipboard is empty. Copy the body of a message first."), "warning"
            )
            return
        self.take(read_delivery(text.encode(), key=self.ui.key_edit.text()))

    def take(self, delivery: Delivery) -> None:
        """Show a message that was delivered."""
        self.deliveries.insert(0, delivery)
        item = QListWidgetItem()
        self._dress(item, delivery)
        chosen = self.ui.list.currentRow()
        self.ui.list.insertItem(0, item)
        while len(self.deliveries) > MOST:
            self.deliveries.pop()
            self.ui.list.takeItem(self.ui.list.count() - 1)
        if chosen <= 0:
            self.ui.list.setCurrentRow(0)
        self._show_state()

    def _dress(self, item: QListWidgetItem, delivery: Delivery) -> None:
        is_bad = bool(delivery.problem) or delivery.verdict is Verdict.BAD
        title = topic_word(delivery.topic) or self.tr("Not readable")
        time = words.time_of_day(delivery.at)
        item.setText(f"{time}  {title}")
        item.setIcon(icon("error" if is_bad else "success", "danger" if is_bad else "success"))
        item.setToolTip(delivery.problem or verdict_word(delivery.verdict)[0])

    def _show_state(self) -> None:
        ui = self.ui
        is_on = self.listener.is_listening
        action = self._panel.actions_.qaction("events.listen")
        action.setText(self.tr("Stop listening") if is_on else self.tr("Listen on this machine"))
        ui.listen_button.setText(action.text())
        ui.listen_button.setAccessibleName(action.text())
        ui.port_box.setEnabled(not is_on)
        ui.told_label.setText(
            self.tr(
                "Listening on {0}. The service cannot reach this machine by itself: let a tunnel "
                "of your own lead there, and subscribe the address of the tunnel."
            ).format(self.listener.address)
            if is_on
            else self.tr(
                "Messages are kept in memory only. How the service signs is not documented in full:"
                " a signature is compared with the usual ways of computing one."
            )
        )
        if self.deliveries:
            ui.states.show_content()
        else:
            ui.states.show_empty(
                self.tr("No messages yet"),
                self.tr(
                    "Listen on this machine and let the service deliver, or paste the body of a "
                    "message. What cannot be read or does not verify is shown as such."
                ),
                picture="events",
            )
        self._show(ui.list.currentRow())

    def _show(self, _row: int) -> None:
        ui, delivery = self.ui, self._chosen()
        self.offer()
        if delivery is None:
            return
        ui.topic_label.setText(topic_word(delivery.topic) or self.tr("Not readable"))
        word, tone = verdict_word(delivery.verdict)
        if delivery.problem:
            word, tone = self.tr("Not readable"), "danger"
        ui.verdict_label.setText(word)
        set_tone(ui.verdict_label, tone)
        facts = [
            Fact(self.tr("Came"), words.moment(delivery.at)),
            Fact(self.tr("Problem"), delivery.problem),
            Fact(self.tr("Signed by"), delivery.way),
        ]
        facts += [Fact(name, _short(value), "code") for name, value in delivery.fields]
        if delivery.message is not None:
            facts += [
                Fact(f"MSG · {name}", str(value), "code")
                for name, value in delivery.message.items()
            ]
        ui.facts.show_facts(facts)
        ui.body_edit.setPlainText(delivery.body.decode("utf-8", "replace"))

    async def _replay(self) -> None:
        delivery = self._chosen()
        if delivery is None:
            return
        target = await ask_text(
            self,
            self.tr("Send the message again"),
            self.tr("Send again"),
            hint=self.tr("To a program on this machine, byte for byte as it came."),
            text=self._last_target,
            longest=300,
        )
        if target is None:
            return
        self._last_target = target
        try:
            status = await replay(self._panel.desk.session, delivery, target)
        except DeskError as error:
            self.ui.notice.tell(explain(error).sentences, "danger")
            return
        tone = "success" if 200 <= status < 300 else "warning"
        self.ui.notice.tell(self.tr("The program answered HTTP {0}.").format(status), tone)


def _short(value: str) -> str:
    """A value of one line; the whole one stands below, as it came."""
    return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
