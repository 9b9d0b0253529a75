"""Makes a subscription: what happens is chosen, the topic is built from it, the address tested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from qualtrics_desk.gui.aio import TaskScope, shown
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.forms.ui_subscribe_dialog import Ui_SubscribeDialog
from qualtrics_desk.gui.theme import set_tone
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder
from qualtrics_desk.services.areas.publication import test_publication
from qualtrics_desk.services.areas.subscriptions import SUBSCRIPTIONS, TOPIC, TOPICS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.domain.errors import DeskError
    from qualtrics_desk.services.session import Session


class SubscribeDialog(InReadingOrder, QDialog):
    """The form; it stays open until the subscription is made.

    Attributes:
        made: Its id.
    """

    def __init__(
        self, parent: QWidget, session: Session, surveys: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_SubscribeDialog()
        self.ui.setupUi(self)
        self.made: str | None = None
        self._session = session
        self._tasks = TaskScope(self._tell, self)
        ui = self.ui
        self.setWindowTitle(ui.title_label.text())
        for topic in TOPICS:
            ui.what_box.addItem(QCoreApplication.translate("topics", topic.title), topic)
        ui.what_box.addItem(self.tr("Something else: write the topic"), None)
        ui.survey_box.addItem(self.tr("Every survey"), "*")
        for survey, name in surveys:
            ui.survey_box.addItem(f"{name} ({survey})", survey)
        for button in (ui.test_button, ui.cancel_button, ui.accept_button):
            button.setAccessibleName(button.text())
        ui.encrypt_box.setAccessibleName(ui.encrypt_box.text())
        ui.tested_label.hide()
        ui.what_box.currentIndexChanged.connect(lambda _place: self._build())
        ui.survey_box.currentIndexChanged.connect(lambda _place: self._build())
        ui.topic_edit.textChanged.connect(self._look)
        ui.address_edit.textChanged.connect(self._on_address)
        ui.test_button.clicked.connect(lambda: self._tasks.start(self._test(), key="test"))
        ui.accept_button.clicked.connect(lambda: self._tasks.start(self._do(), key="do"))
        ui.cancel_button.clicked.connect(self.reject)
        self._build()
        ui.address_edit.setFocus()

    def _build(self) -> None:
        """Write the topic that was chosen."""
        topic = self.ui.what_box.currentData()
        of_survey = topic is not None and topic.of_survey
        self.ui.survey_box.setEnabled(of_survey)
        self.ui.topic_edit.setReadOnly(topic is not None)
        if topic is not None:
            tail = f".{self.ui.survey_box.currentData()}" if of_survey else ""
            self.ui.topic_edit.setText(topic.start + tail)
        self._look()

    def _on_address(self) -> None:
        self.ui.tested_label.hide()
        self._look()

    def _look(self) -> None:
        ui = self.ui
        address = ui.address_edit.text().strip()
        is_web = address.startswith(("https://", "http://"))
        is_topic = TOPIC.fullmatch(ui.topic_edit.text().strip()) is not None
        ui.test_button.setEnabled(is_web)
        ui.accept_button.setEnabled(is_web and is_topic)
        why = "" if is_topic else self.tr("A topic is made of words with dots between them.")
        if not is_web:
            why = self.tr("The address is still missing.")
        ui.accept_button.setToolTip(why)

    async def _test(self) -> None:
        label = self.ui.tested_label
        label.setText(self.tr("Asking the address…"))
        set_tone(label, "muted")
        label.show()
        found = await test_publication(self._session, self.ui.address_edit.text().strip())
        lines = []
        for knock in found:
            said = knock.problem or self.tr("HTTP {0}").format(knock.status)
            lines.append(f"{knock.method}: {said}")
        is_good = all(knock.is_good for knock in found)
        lines.append(
            self.tr("It answers, as seen from this machine.")
            if is_good
            else self.tr("The service wants GET and POST to be answered with 200.")
        )
        label.setText("\n".join(lines))
        set_tone(label, "success" if is_good else "danger")

    async def _do(self) -> None:
        from qualtrics_desk.services.areas.writing import create_thing

        ui = self.ui
        values: dict[str, Any] = {
            "topics": ui.topic_edit.text().strip(),
            "publicationUrl": ui.address_edit.text().strip(),
            "encrypt": ui.encrypt_box.isChecked(),
        }
        if ui.key_edit.text():
            values["sharedKey"] = ui.key_edit.text()
        ui.accept_button.setEnabled(False)
        ui.cancel_button.setEnabled(False)
        try:
            self.made = await create_thing(self._session, SUBSCRIPTIONS, values)
        finally:
            ui.cancel_button.setEnabled(True)
            self._look()
        self.accept()

    def _tell(self, error: DeskError) -> None:
        self.ui.tested_label.hide()
        self.ui.notice.tell(explain(error).sentences, "danger")

    @override
    def reject(self) -> None:
        if not self._tasks.is_running("do"):
            super().reject()


async def ask_subscription(
    parent: QWidget, session: Session, surveys: Sequence[tuple[str, str]]
) -> str | None:
    """Let the person make a subscription; its id, or None."""
    dialog = SubscribeDialog(parent, session, surveys)
    return dialog.made if await shown(dialog) else None
