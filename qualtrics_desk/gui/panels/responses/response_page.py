"""One response: looked up by its id, corrected, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.fields import Field
from qualtrics_desk.gui.dialogs.confirm import Answer, ask
from qualtrics_desk.gui.dialogs.fields_dialog import ask_fields
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.forms.ui_response_page import Ui_ResponsePage
from qualtrics_desk.gui.widgets.facts_view import Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from qualtrics_desk.gui.panel import Panel
    from qualtrics_desk.services.responses.single import FieldValue, OneResponse

MOST_FIELDS = 10
"""Fields that one form asks for; a survey may declare hundreds."""


class ResponsePage(QWidget):
    """Shows one response with its fields.

    Attributes:
        response: The one that is shown, or None.
    """

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel)
        self.ui = Ui_ResponsePage()
        self.ui.setupUi(self)
        self._panel = panel
        self.response: OneResponse | None = None
        ui, actions = self.ui, panel.actions_
        for action, button, work in (
            ("responses.look_up", ui.look_up_button, self._look_up),
            ("responses.correct", ui.correct_button, self._correct),
            ("responses.delete", ui.delete_button, self._delete),
        ):
            actions.bind(action, button)
            actions.connect_to(action, self._starter(work))
        ui.survey_box.set_placeholder(self.tr("Choose a survey"))
        ui.survey_box.chosen.connect(lambda _survey: self.offer())
        ui.id_edit.textChanged.connect(lambda _text: self.offer())
        ui.id_edit.returnPressed.connect(actions.qaction("responses.look_up").trigger)
        self.setFocusProxy(ui.id_edit)
        self.forget()

    def forget(self) -> None:
        """Show nothing."""
        self.response = None
        self.ui.notice.clear()
        self.ui.states.show_empty(
            self.tr("No response is looked up"),
            self.tr(
                "Choose the survey and write the id of a response, R_…; it stands in exports and in"
                " the history of a contact. The service lists no responses."
            ),
            picture="search",
        )
        self.offer()

    def offer(self) -> None:
        """Offer what can be done now."""
        enable, response = self._panel.actions_.set_enabled, self.response
        has_id = self.ui.id_edit.text().strip().startswith(("R_", "FS_"))
        missing = "" if has_id else self.tr("Write the id of a response first: R_…")
        if not self.ui.survey_box.value:
            missing = self.tr("Choose a survey first.")
        enable("responses.look_up", not missing, missing)
        why = "" if response is not None else self.tr("Look up a response first.")
        if self._panel.desk.is_read_only:
            why = self.tr("This profile is read-only.")
        enable("responses.delete", not why, why)
        if not why and response is not None and not response.correctable:
            why = self.tr("The survey declares no embedded data: answers cannot be corrected.")
        enable("responses.correct", not why, why)

    def _starter(self, work: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
        return lambda: self._start(work())

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._panel.tasks.start(work, key=self)

    async def _look_up(self) -> None:
        from qualtrics_desk.services.responses.single import look_up

        survey, response = self.ui.survey_box.value, self.ui.id_edit.text().strip()
        self.ui.states.show_loading(self.tr("Reading the response…"))
        self.ui.notice.clear()
        try:
            found = await look_up(self._panel.desk.session, str(survey or ""), response)
        except DeskError as error:
            self.response = None
            self.ui.states.show_error(error, lambda: self._start(self._look_up()))
            self.offer()
            return
        self._show(found)

    def _show(self, found: OneResponse) -> None:
        self.response = found
        self.ui.id_label.setText(found.id)
        self.ui.facts.show_facts([_fact(one) for one in found.fields])
        self.ui.states.show_content()
        self.offer()

    async def _correct(self) -> None:
        from qualtrics_desk.services.responses.single import correct

        seen = self.response
        if seen is None:
            return
        session, former = self._panel.desk.session, {}

        async def do(values: dict[str, Any]) -> OneResponse:
            after, before = await correct(session, seen, values)
            former.update(before)
            return after

        fields = seen.correctable[:MOST_FIELDS]
        done = await ask_fields(
            self,
            self.tr("Correct the response {0}").format(seen.id),
            self.tr("Save the correction"),
            [Field(one.name, one.text or one.name) for one in fields],
            do,
            hint=self.tr(
                "Embedded data that the survey declares can be corrected, answers cannot. The "
                "recording date stays, so the response does not come again in exports by date."
            ),
            values={one.name: one.value for one in fields},
        )
        if done is None:
            return
        self._show(done)

        async def take_back() -> None:
            back, _ = await correct(session, done, former)
            self._show(back)
            self._panel.desk.tell(self.tr("The response is as it was before."))

        self._panel.desk.tell(
            self.tr("The response is corrected."),
            self.tr("Undo"),
            lambda: self._start(take_back()),
        )

    async def _delete(self) -> None:
        from qualtrics_desk.services.responses.single import delete

        seen = self.response
        if seen is None:
            return
        answer = await ask(
            self,
            self.tr("Delete the response {0}?").format(seen.id),
            self.tr("Its answers are gone for good: the service keeps no copy to restore from."),
            self.tr("Delete 1 response"),
            facts=(
                self.tr("Survey: {0}").format(self.ui.survey_box.currentText()),
                self.tr("Fields with a value: {0}").format(
                    sum(bool(one.value) for one in seen.fields)
                ),
            ),
            other=self.tr("Delete, also from quota counts"),
            danger=True,
        )
        if answer is Answer.CANCEL:
            return
        try:
            await delete(
                self._panel.desk.session, seen.survey, seen.id, quotas=answer is Answer.OTHER
            )
        except DeskError as error:
            self.ui.notice.tell(explain(error).sentences, "danger")
            return
        self.forget()
        self._panel.desk.tell(self.tr("The response {0} is deleted.").format(seen.id))


def _fact(field: FieldValue) -> Fact:
    name = field.text if field.text and len(field.text) <= 40 else field.name
    value = f"{field.label} ({field.value})" if field.label else field.value
    return Fact(name, value or "–")
