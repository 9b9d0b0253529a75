"""Asks what is sent to whom, with a test first; `request` is the answer."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QDialog, QWidget

from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import TaskScope, shown
from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.forms.ui_send_dialog import Ui_SendDialog
from qualtrics_desk.gui.widgets.choice_box import Choice
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.domain.errors import DeskError
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.panels.distributions.detail import Chosen
    from qualtrics_desk.gui.survey_choices import SurveyChoice
    from qualtrics_desk.services.distributions.messages import MessageChoice
    from qualtrics_desk.services.distributions.sending import Recipients, SendRequest, What
    from qualtrics_desk.services.links.browse import ListChoice

_USUAL_DAYS = 60


class SendDialog(InReadingOrder, QDialog):
    """The question."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        what: What,
        survey: SurveyChoice,
        lists: Sequence[ListChoice],
        follows: Chosen | None,
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_SendDialog()
        self.ui.setupUi(self)
        self.request: SendRequest | None = None
        self.tasks = TaskScope(self._tell)
        self._desk, self._what, self._survey, self._follows = desk, what, survey, follows
        self._lists = {one.list_id: one for one in lists}
        self._messages: dict[str, MessageChoice] | None = None
        self._people: Recipients | None = None
        self._tested = ""
        self._set_up_words(lists)
        self._set_up_times()
        self._connect()
        self.tasks.start(self._load(), key="load")
        self._look_at()

    def _set_up_words(self, lists: Sequence[ListChoice]) -> None:
        ui, what = self.ui, self._what
        title = {
            "email": self.tr("Send e-mails for “{0}”"),
            "sms": self.tr("Send text messages for “{0}”"),
            "reminder": self.tr("Remind those who have not answered “{0}”"),
            "thankyou": self.tr("Thank those who have answered “{0}”"),
        }[what]
        ui.title_label.setText(title.format(self._survey.name))
        ui.list_box.set_choices([_choice(one) for one in lists])
        ui.list_box.set_placeholder(self.tr("Choose a list"))
        ui.message_box.set_placeholder(self.tr("Reading the libraries…"))
        ui.test_edit.setPlaceholderText(self.tr("Your e-mail, as a contact of this list"))
        if self._follows is not None:
            ui.list_box.select(self._follows.values.get("mailingListId"))
        follows = self._follows is not None
        ui.list_box.setEnabled(not follows)
        mail = what != "sms"
        for label, field in (
            (ui.subject_edit_label, ui.subject_edit),
            (ui.from_edit_label, ui.from_edit),
            (ui.reply_edit_label, ui.reply_edit),
        ):
            label.setVisible(mail)
            field.setVisible(mail)
        tried: tuple[QWidget, ...] = (
            ui.expires_edit_label,
            ui.expires_edit,
            ui.test_label,
            ui.test_edit,
            ui.test_button,
            ui.untested_check,
        )
        for widget in tried:
            widget.setVisible(not follows)

    def _set_up_times(self) -> None:
        ui, now = self.ui, QDateTime.currentDateTime()
        for edit in (ui.send_edit, ui.expires_edit):
            edit.setDisplayFormat(words.editing_format())
            edit.setMinimumDateTime(now.addSecs(-60))
        ui.send_edit.setDateTime(now)
        ends = datetime.now().astimezone() + timedelta(days=_USUAL_DAYS)
        ends = ends.replace(hour=23, minute=59, second=0, microsecond=0)
        ui.expires_edit.setDateTime(QDateTime.fromSecsSinceEpoch(int(ends.timestamp())))
        ui.zone_label.setText(
            self.tr("Your time, {0}; sent at once if that is past").format(ends.tzname())
        )

    def _connect(self) -> None:
        ui = self.ui
        ui.list_box.chosen.connect(lambda _value: self._recount())
        ui.message_box.currentIndexChanged.connect(lambda _place: self._look_at())
        for edit in (ui.subject_edit, ui.from_edit, ui.reply_edit, ui.test_edit):
            edit.textChanged.connect(lambda _text: self._look_at())
        ui.untested_check.toggled.connect(lambda _on: self._look_at())
        ui.test_button.clicked.connect(lambda: self.tasks.start(self._test(), key="test"))
        ui.accept_button.clicked.connect(lambda: self.tasks.start(self._accept(), key="accept"))
        ui.cancel_button.clicked.connect(self.reject)

    async def _load(self) -> None:
        from qualtrics_desk.services.distributions.messages import fitting_messages

        found = await fitting_messages(self._desk.session, self._what)
        self._messages = {f"{one.library}/{one.message}": one for one in found}
        self.ui.message_box.set_choices(
            [
                Choice(f"{one.description}   ·   {one.library_name}", key, one.message)
                for key, one in self._messages.items()
            ]
        )
        self.ui.message_box.set_placeholder(
            self.tr("Choose a message") if found else self.tr("No library has one that fits")
        )
        self._recount()

    def _recount(self) -> None:
        self._people = None
        self.tasks.start(self._count(), key="count")
        self._look_at()

    async def _count(self) -> None:
        from qualtrics_desk.services.distributions.sending import recipients_of

        wish = self._wish()
        if wish is None:
            return
        # What is missing still does not matter for the number.
        wish = msgspec.structs.replace(
            wish, from_name="x", reply_to="x", subject="x", library="x", message="x"
        )
        self._people = await recipients_of(self._desk.session, wish)
        self._look_at()

    def _wish(self) -> SendRequest | None:
        """What is asked for so far; None while no list is chosen."""
        from qualtrics_desk.services.distributions.sending import SendRequest

        ui = self.ui
        list_id = ui.list_box.value
        if not isinstance(list_id, str):
            return None
        library, _, message = str(ui.message_box.value or "").partition("/")
        send = datetime.fromtimestamp(ui.send_edit.dateTime().toSecsSinceEpoch(), UTC)
        ends = datetime.fromtimestamp(ui.expires_edit.dateTime().toSecsSinceEpoch(), UTC)
        known = self._lists.get(list_id)
        return SendRequest(
            what=self._what,
            survey=self._survey.id,
            list_id=list_id,
            directory=None if known is None else known.directory,
            parent=None if self._follows is None else self._follows.id,
            library=library,
            message=message,
            from_name=ui.from_edit.text().strip(),
            reply_to=ui.reply_edit.text().strip(),
            subject=ui.subject_edit.text().strip(),
            send=send,
            expires=None if self._follows is not None else ends,
            name=self.tr("Text messages of {0}").format(words.day(datetime.now(UTC))),
        )

    def _is_complete(self) -> bool:
        wish = self._wish()
        if wish is None or not wish.message:
            return False
        return self._what == "sms" or bool(wish.from_name and wish.reply_to and wish.subject)

    def _fingerprint(self) -> str:
        """What a test was made of: another message needs another test."""
        wish = self._wish()
        if wish is None:
            return ""
        return "\n".join((wish.list_id, wish.library, wish.message, wish.subject, wish.from_name))

    def _look_at(self) -> None:
        ui, people, complete = self.ui, self._people, self._is_complete()
        is_tested = self._tested != "" and self._tested == self._fingerprint()
        follows = self._follows is not None
        ui.test_button.setEnabled(complete and bool(ui.test_edit.text().strip()))
        may = follows or is_tested or ui.untested_check.isChecked()
        ui.accept_button.setEnabled(complete and may and people is not None)
        if people is None:
            text = self.tr("Choose the list and the message; nothing is sent before you confirm.")
            button = self.tr("Send…")
        else:
            count = "" if people.count is None else words.people(people.count)
            text = self.tr("It goes to {0} of “{1}”: {2}.").format(
                count or self.tr("everybody"), people.list_name, people.basis
            )
            if is_tested:
                text += " " + self.tr("The test was sent; look at it before you go on.")
            elif not follows and not ui.untested_check.isChecked():
                text += " " + self.tr("Send a test to yourself first.")
            button = self.tr("Send to {0}…").format(count) if count else self.tr("Send…")
        ui.effect_label.setText(text)
        ui.accept_button.setText(button)
        ui.accept_button.setAccessibleName(button)

    async def _test(self) -> None:
        from qualtrics_desk.services.background.messages import CreateSending, RunJob
        from qualtrics_desk.services.distributions.making import Made
        from qualtrics_desk.services.distributions.sending import find_contact

        wish = self._wish()
        if wish is None:
            return
        fingerprint = self._fingerprint()
        self.ui.effect_label.setText(self.tr("Sending the test…"))
        contact = await find_contact(
            self._desk.session, wish.list_id, self.ui.test_edit.text(), wish.directory
        )
        test = msgspec.structs.replace(wish, contact=contact, send=None)
        create = CreateSending(request=msgspec.to_builtins(test))
        job = await self._desk.worker.call(create, int)
        await self._desk.run(
            self.tr("Send a test"), RunJob(job=job), Made, job=job, room="distributions"
        )
        self._tested = fingerprint
        self._look_at()

    async def _accept(self) -> None:
        wish, people = self._wish(), self._people
        if wish is None or people is None:
            return
        count = "?" if people.count is None else str(people.count)
        told = "" if people.count is None else words.people(people.count)
        sure = await confirm(
            self,
            self.tr("This goes to {0}").format(told or self.tr("everybody in the list")),
            self.tr("What was sent cannot be called back. What waits for its time can be deleted."),
            self.tr("Send to {0}").format(told) if told else self.tr("Send"),
            facts=[
                f"{people.list_name} · {people.basis}",
                self._survey.name,
                self.ui.message_box.currentText(),
                words.moment(wish.send) if wish.send is not None else "",
            ],
            typed=count if people.count is not None else "",
            danger=True,
        )
        if sure:
            self.request = wish
            self.accept()

    def _tell(self, error: DeskError) -> None:
        self.ui.effect_label.setText(explain(error).sentences)


async def ask_to_send(
    parent: QWidget,
    desk: Desk,
    what: What,
    survey: SurveyChoice,
    lists: Sequence[ListChoice],
    follows: Chosen | None,
) -> SendRequest | None:
    """Ask; None where the person thinks better of it.

    Args:
        parent: Whose window the question belongs to.
        desk: Who is signed in.
        what: What is sent.
        survey: The survey it leads to.
        lists: The lists of the brand.
        follows: The distribution that reminders or thanks follow.
    """
    dialog = SendDialog(parent, desk, what, survey, lists, follows)
    try:
        accepted = await shown(dialog)
    finally:
        dialog.tasks.close()
        await asyncio.sleep(0)
    return dialog.request if accepted else None


def _choice(one: ListChoice) -> Choice:
    count = "" if one.count is None else f"   ·   {words.number(one.count)}"
    return Choice(f"{one.name}{count}", one.list_id, one.list_id)
