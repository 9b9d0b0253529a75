"""What a job is pinned to: who began it, where, with what; ids to be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from qualtrics_desk.gui import words
from qualtrics_desk.gui.panels.jobs.job_words import seconds_of
from qualtrics_desk.gui.theme import set_role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.services.jobs import Entry

Fact = tuple[str, str, str]
"""Name, text, role of the label."""


def facts_of(entry: Entry) -> list[Fact]:
    """Everything that is known of a job besides its rows."""
    job = entry.job
    facts: list[Fact] = [
        (_tr("Kind"), words.kind_word(job.kind), ""),
        (_tr("Begun"), words.moment(job.created), ""),
        (_tr("Ended"), words.moment(job.finished), ""),
        (_tr("Took"), words.duration(seconds_of(job)) if job.finished else "", ""),
        (_tr("Mailing list"), job.list_name or "", ""),
        (_tr("Id of the list"), job.list_id or "", "code"),
        (_tr("Directory"), job.directory or "", "code"),
        (_tr("File"), job.source or "", "code"),
        (_tr("Matched by"), ", ".join(job.options.get("deduplication", ())), ""),
        (_tr("Profile"), job.profile or "", ""),
        (_tr("Brand"), job.brand, "code"),
        (_tr("Address"), job.base_url, "code"),
        (_tr("User"), job.user_id, "code"),
        (_tr("Distribution"), str((job.result or {}).get("distributionId") or ""), "code"),
    ]
    if entry.process is not None:
        facts.append((_tr("Driven by process"), str(entry.process), "code"))
    return [fact for fact in facts if fact[1]]


class FactsView(QWidget):
    """Names at the left, texts that can be selected at the right.

    Signals:
        job_requested: The person wants to see another job.
    """

    job_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 12, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)

    def show_entry(self, entry: Entry) -> None:
        """Show what is known of a job."""
        facts, relatives = facts_of(entry), self._relatives(entry)
        if self._shown == (facts, relatives):
            return
        self._shown = (facts, relatives)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._show_relatives(relatives)
        for name, text, role in facts:
            self._add(name, _value(name, text, role))
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _relatives(self, entry: Entry) -> list[tuple[str, int]]:
        job = entry.job
        found = []
        if job.parent is not None:
            name = self.tr("Undoes") if job.relation == "undo" else self.tr("Retries rows of")
            found.append((name, job.parent))
        if entry.undone_by is not None:
            found.append((self.tr("Undone by"), entry.undone_by))
        elif entry.undo_first is not None:
            found.append((self.tr("Undo first"), entry.undo_first))
        return found

    def _show_relatives(self, relatives: Sequence[tuple[str, int]]) -> None:
        for name, job in relatives:
            link = QToolButton()
            set_role(link, "link")
            link.setText(self.tr("Job {0}").format(job))
            link.setAccessibleName(f"{name}: {link.text()}")
            link.clicked.connect(lambda _=False, job=job: self.job_requested.emit(job))
            self._add(name, link)

    def _add(self, name: str, value: QWidget) -> None:
        label = QLabel(name)
        set_role(label, "caption")
        row = self._grid.rowCount()
        self._grid.setRowStretch(row - 1, 0)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        left = Qt.AlignmentFlag.AlignLeft
        if isinstance(value, QToolButton):
            self._grid.addWidget(value, row, 1, left)
        else:
            self._grid.addWidget(value, row, 1)


def _value(name: str, text: str, role: str) -> QLabel:
    value = QLabel(text)
    value.setTextFormat(Qt.TextFormat.PlainText)
    value.setWordWrap(True)
    value.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    value.setAccessibleName(f"{name}: {text}")
    if role:
        set_role(value, role)
    return value


def _tr(text: str) -> str:
    return QCoreApplication.translate("jobs", text)
