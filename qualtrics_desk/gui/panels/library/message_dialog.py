"""Writes a message: source at the left; beside it how it reads, or what would change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from qualtrics_desk.api.endpoints.libraries import CATEGORIES
from qualtrics_desk.gui.aio import TaskScope, shown
from qualtrics_desk.gui.dialogs.text_prompt import ask_text
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.forms.ui_message_dialog import Ui_MessageDialog
from qualtrics_desk.gui.panels.library.message_html import compared, css, rendered
from qualtrics_desk.gui.panels.library.message_words import category_word
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from qualtrics_desk.domain.errors import DeskError
    from qualtrics_desk.gui.areas.area_view import Raw

TYPING_MS = 250
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z]{2,4})?")


class MessageDialog(InReadingOrder, QDialog):
    """Makes or changes a message.

    Attributes:
        texts: The texts by language as they are typed.
        made: What the work brought.
    """

    def __init__(
        self,
        parent: QWidget,
        work: Callable[[dict[str, Any]], Awaitable[Any]],
        raw: Raw | None = None,
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_MessageDialog()
        self.ui.setupUi(self)
        self.made: Any = None
        self._work, self._raw = work, raw
        self._tasks = TaskScope(self._tell, self)
        held = raw.get("messages") if raw is not None else None
        self._before = dict(held) if isinstance(held, dict) else {}
        self.texts: dict[str, str] = dict(self._before) or {"en": ""}
        self._language = ""
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._draw)
        title = self.tr("New message")
        if raw is not None:
            title = self.tr("Change “{0}”").format(raw.get("description") or "")
        self.setWindowTitle(title)
        self.ui.title_label.setText(title)
        accept = self.tr("Create message") if raw is None else self.tr("Save message")
        self.ui.accept_button.setText(accept)
        self.ui.accept_button.setAccessibleName(accept)
        for category in CATEGORIES:
            self.ui.category_box.addItem(category_word(category), category)
        self.ui.name_edit.setText("" if raw is None else str(raw.get("description") or ""))
        if raw is not None:
            known = str(raw.get("category") or "")
            self.ui.category_box.setCurrentIndex(self.ui.category_box.findData(known))
            self.ui.category_box.setEnabled(False)
            self.ui.category_box.setToolTip(self.tr("The service changes no category."))
        self.ui.source_edit.setFont(look().font("code"))
        self.ui.splitter.setSizes([460, 400])
        self.ui.views.setTabVisible(1, raw is not None)
        self._connect()
        for language in self.texts:
            self.ui.language_tabs.addTab(language)
        self._show_language(0)
        (self.ui.name_edit if raw is None else self.ui.source_edit).setFocus()

    def _connect(self) -> None:
        ui = self.ui
        ui.language_tabs.currentChanged.connect(self._show_language)
        ui.add_button.clicked.connect(
            lambda: self._tasks.start(self._add_language(), key="language")
        )
        ui.source_edit.textChanged.connect(self._on_typed)
        ui.name_edit.textChanged.connect(self._look)
        ui.views.currentChanged.connect(lambda _place: self._draw())
        ui.accept_button.clicked.connect(lambda: self._tasks.start(self._do(), key="do"))
        ui.cancel_button.clicked.connect(self.reject)
        look().changed.connect(self._draw)

    def values(self) -> dict[str, Any]:
        """What is to be made; of a message that is changed, what differs."""
        name = self.ui.name_edit.text().strip()
        changed = {key: text for key, text in self.texts.items() if self._before.get(key) != text}
        if self._raw is None:
            return {
                "category": self.ui.category_box.currentData(),
                "description": name,
                "messages": {key: text for key, text in self.texts.items() if text},
            }
        found: dict[str, Any] = {}
        if name != str(self._raw.get("description") or ""):
            found["description"] = name
        if changed:
            found["messages"] = changed
        return found

    def _show_language(self, place: int) -> None:
        self._language = self.ui.language_tabs.tabText(place)
        self.ui.source_edit.setPlainText(self.texts.get(self._language, ""))
        self._draw()

    async def _add_language(self) -> None:
        language = await ask_text(
            self,
            self.tr("Add a language"),
            self.tr("Add language"),
            hint=self.tr("Its code, such as fr or pt-br. Messages use lower-case codes."),
            longest=8,
        )
        if language is None:
            return
        if _LANGUAGE.fullmatch(language) is None:
            self.ui.notice.tell(
                self.tr("“{0}” is no code of a language.").format(language), "warning"
            )
            return
        if language not in self.texts:
            self.texts[language] = self.texts.get(self._language, "")
            self.ui.language_tabs.addTab(language)
        self.ui.language_tabs.setCurrentIndex(list(self.texts).index(language))

    def _on_typed(self) -> None:
        self.texts[self._language] = self.ui.source_edit.toPlainText()
        self._look()
        self._typing.start()

    def _look(self) -> None:
        values = self.values()
        name, texts = self.ui.name_edit.text().strip(), any(self.texts.values())
        is_complete = bool(name and texts)
        self.ui.accept_button.setEnabled(is_complete and bool(values))
        told = ""
        if not is_complete:
            told = self.tr("A message needs a name and a text.")
        elif self._raw is not None:
            changed = values.get("messages", {})
            told = (
                self.tr("Changed: {0}").format(", ".join(changed))
                if changed
                else self.tr("The texts are not changed.")
            )
        self.ui.told_label.setText(told)

    def _draw(self) -> None:
        self._look()
        ui = self.ui
        if ui.views.currentWidget() is ui.changes:
            parts = compared(self._before, self.texts)
            self._tasks.start(ui.changes.show_parts(css(), parts), key="draw")
        else:
            parts = [rendered(self.texts.get(self._language, ""))]
            self._tasks.start(ui.preview.show_parts(css(), parts, keep_place=True), key="draw")

    async def _do(self) -> None:
        self._lock(True)
        try:
            self.made = await self._work(self.values())
        finally:
            self._lock(False)
        self.accept()

    def _lock(self, on: bool) -> None:
        for widget in (self.ui.source_edit, self.ui.name_edit, self.ui.cancel_button):
            widget.setEnabled(not on)
        self.ui.accept_button.setEnabled(not on)

    def _tell(self, error: DeskError) -> None:
        self.ui.notice.tell(explain(error).sentences, "danger")

    @override
    def reject(self) -> None:
        if not self._tasks.is_running("do"):
            super().reject()


async def ask_message(
    parent: QWidget, work: Callable[[dict[str, Any]], Awaitable[Any]], raw: Raw | None = None
) -> Any:  # noqa: ANN401 - what the work brings
    """Let the person write a message and do what it is for; None where they think better of it."""
    dialog = MessageDialog(parent, work, raw)
    return dialog.made if await shown(dialog) else None
