"""The lower half of the details: lists, history, transactions and rules of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from qualtrics_desk.domain.person_events import Event, Lane
from qualtrics_desk.gui import words
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.panels.contacts.history_picture import HistoryPicture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.api.endpoints.directory_extras import FrequencyRule
    from qualtrics_desk.domain.errors import DeskError
    from qualtrics_desk.services.people import Known

MOST_TOLD = 12
"""Events in words; the picture has them all."""


class PersonHistory(QWidget):
    """Shows what is known of a person, why it is not known, or that it is being asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = HistoryPicture()
        self._state = _text("muted")
        self._lists, self._told, self._rules = _text(), _text(), _text()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._state)
        self._parts: list[tuple[QLabel, QWidget]] = []
        for title, part in (
            (self.tr("Lists"), self._lists),
            (self.tr("History"), self.picture),
            ("", self._told),
            (self.tr("Frequency rules of the directory"), self._rules),
        ):
            heading = _text("strong")
            heading.setText(title)
            column.addSpacing(8)
            if title:
                column.addWidget(heading)
            column.addWidget(part)
            self._parts.append((heading, part))
        self.clear()

    def clear(self) -> None:
        """Nobody is shown."""
        self._show_parts(on=False)
        self._state.hide()

    def show_loading(self) -> None:
        """The person is being asked for."""
        self._show_parts(on=False)
        self._state.setText(self.tr("Asking for lists and history…"))
        self._state.show()

    def show_error(self, error: DeskError) -> None:
        """The service would not tell."""
        self._show_parts(on=False)
        self._state.setText(explain(error).sentences)
        self._state.show()

    def show_known(self, known: Known, surveys: Mapping[str, str]) -> None:
        """Show all of it; `surveys` are the names of surveys as far as they are known."""
        from qualtrics_desk.services.people import events_of

        events = events_of(known, surveys)
        lines = []
        for one in known.person.memberships:
            name = one.name or one.list_id
            out = self.tr("{0} (opted out)").format(name)
            lines.append(f"• {out if one.unsubscribed else name}")
        self._lists.setText("\n".join(lines) or self.tr("In no list"))
        self.picture.set_events(events)
        self._told.setText("\n".join(self._line(event) for event in events[:MOST_TOLD]))
        self._rules.setText("\n".join(f"• {self._rule(rule)}" for rule in known.rules))
        self._state.setText(self._summary(known))
        self._state.show()
        self._show_parts(on=True)
        self._parts[3][0].setVisible(bool(known.rules))
        self._rules.setVisible(bool(known.rules))

    def _summary(self, known: Known) -> str:
        bounced = sum(mail.bounced for mail in known.emails)
        parts = [
            self.tr("Emails: {0}").format(words.number(len(known.emails))),
            self.tr("responses: {0}").format(words.number(len(known.responses))),
        ]
        if bounced:
            parts.insert(1, self.tr("bounced: {0}").format(words.number(bounced)))
        if known.transactions:
            parts.append(self.tr("transactions: {0}").format(words.number(len(known.transactions))))
        if known.missing:
            names = {
                "e-mails": self.tr("emails"),
                "responses": self.tr("responses"),
                "transactions": self.tr("transactions"),
                "frequency rules": self.tr("frequency rules"),
            }
            told = ", ".join(names.get(name, name) for name in known.missing)
            parts.append(self.tr("not told to this token: {0}").format(told))
        return " · ".join(parts)

    def _rule(self, rule: FrequencyRule) -> str:
        name = rule.name or rule.rule_id or ""
        if rule.max_contacts is None or rule.period is None:
            return name
        # The unit is the service's word, in the singular.
        unit = (rule.period_unit or "day").removesuffix("s") + ("s" if rule.period > 1 else "")
        return self.tr("{0}: at most {1} in {2} {3}").format(
            name, words.number(rule.max_contacts), words.number(rule.period), unit
        )

    def _line(self, event: Event) -> str:
        sign = {Lane.BOUNCE: "!", Lane.RESPONSE: "◆", Lane.READ: "●", Lane.EMAIL: "○"}
        about = f" ({event.about})" if event.about else ""
        moment = words.day(event.moment)
        return f"{sign.get(event.lane, '▪')} {moment}  {event.what}{about}"

    def _show_parts(self, *, on: bool) -> None:
        for heading, part in self._parts:
            heading.setVisible(on and bool(heading.text()))
            part.setVisible(on)


def _text(role: str = "caption") -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
