"""Whether what is painted can be read: text against what really lies behind it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPalette, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QToolButton,
    QWidget,
)

from tests.gui.checks import path, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextBlock

ENOUGH = 4.5
SHARPNESS = 3
"""Times as many pixels as on the screen: the strokes of letters are then painted in full."""
_ROWS = 6


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours as WCAG 2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def faint(window: QWidget) -> list[str]:
    """Texts of a window that differ too little from their ground."""
    picture = _painted(window)
    found = []
    for widget in visible(window):
        if not widget.isEnabled():
            continue
        for what, area, declared in _texts(widget):
            origin = widget.mapTo(window, QPoint(0, 0))
            seen = area.translated(origin) & _seen_part(widget, window)
            ratio = _ratio(picture, seen, declared)
            if ratio is not None and ratio < ENOUGH:
                found.append(f"{path(widget)}: “{what[:40]}” has a contrast of {ratio:.2f}")
        if isinstance(widget, QTextEdit):
            found += _faint_fragments(widget)
    return found


def _painted(window: QWidget) -> QImage:
    picture = QPixmap(window.size() * SHARPNESS)
    picture.setDevicePixelRatio(SHARPNESS)
    picture.fill(window.palette().color(QPalette.ColorRole.Window))
    window.render(picture)
    return picture.toImage().convertToFormat(QImage.Format.Format_RGB32)


def _texts(widget: QWidget) -> Iterator[tuple[str, QRect, QColor | None]]:
    """Every text of a widget: the words, where they are, and the colour they should have."""
    palette, role = widget.palette(), QPalette.ColorRole
    if isinstance(widget, QLabel) and widget.text() and not _is_rich(widget):
        yield widget.text(), widget.rect(), palette.color(widget.foregroundRole())
    elif isinstance(widget, QLabel) and widget.text():
        yield widget.text(), widget.rect(), None
    elif isinstance(widget, QToolButton):
        if widget.text() and (
            widget.toolButtonStyle() is not Qt.ToolButtonStyle.ToolButtonIconOnly
            or widget.icon().isNull()
        ):
            yield widget.text(), widget.rect(), palette.color(role.ButtonText)
    elif isinstance(widget, QAbstractButton) and widget.text():
        yield widget.text(), widget.rect(), palette.color(widget.foregroundRole())
    elif isinstance(widget, QLineEdit) and not isinstance(
        widget.parentWidget(), QComboBox | QAbstractSpinBox
    ):
        is_hint = not widget.text()
        text = widget.placeholderText() if is_hint else widget.displayText()
        if text:
            tone = role.PlaceholderText if is_hint else role.Text
            yield text, widget.rect(), palette.color(tone)
    elif isinstance(widget, QComboBox) and widget.currentText():
        yield widget.currentText(), widget.rect().adjusted(4, 4, -28, -4), None
    elif isinstance(widget, QGroupBox) and widget.title():
        yield widget.title(), QRect(0, 0, widget.width(), widget.fontMetrics().height()), None
    elif isinstance(widget, QPlainTextEdit) and widget.toPlainText():
        yield widget.toPlainText(), widget.rect(), palette.color(role.Text)
    elif isinstance(widget, QAbstractItemView):
        yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[tuple[str, QRect, QColor | None]]:
    model = view.model()
    if model is None:
        return
    # A list model keeps the count of its one column to itself.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(view.rootIndex())
    offset = view.viewport().mapTo(view, QPoint(0, 0))
    rows = list(_indexes(view))
    for row in rows[:_ROWS]:
        for column in range(columns):
            index = row.siblingAtColumn(column)
            whole = view.visualRect(index)
            area = whole & view.viewport().rect()
            # Of a row at the edge only a strip is painted, perhaps without a letter.
            if area.height() < whole.height():
                continue
            text = index.data(Qt.ItemDataRole.DisplayRole)
            is_used = bool(model.flags(index) & Qt.ItemFlag.ItemIsEnabled)
            if isinstance(text, str) and len(text) > 1 and is_used and not area.isEmpty():
                yield text, area.translated(offset), None


def _indexes(view: QAbstractItemView) -> Iterator[QModelIndex]:
    """The rows that are shown, from the top."""
    step = max(1, view.fontMetrics().height() // 2)
    last = QModelIndex()
    for y in range(1, view.viewport().height(), step):
        index = view.indexAt(QPoint(view.viewport().width() // 3, y))
        if index.isValid() and index != last:
            last = index
            yield index


def _ratio(picture: QImage, area: QRect, declared: QColor | None) -> float | None:
    """The contrast of the text in an area, or None where nothing is painted.

    The ground is the colour that most pixels have. The text has the declared colour if that is
    really there, else the one that differs most from the ground.
    """
    scaled = QRect(area.topLeft() * SHARPNESS, area.size() * SHARPNESS) & picture.rect()
    if scaled.isEmpty():
        return None
    part = picture.copy(scaled)
    counts = Counter(memoryview(part.constBits()).cast("I"))
    ground = QColor.fromRgb(counts.most_common(1)[0][0])
    if len(counts) == 1:
        return None
    if declared is not None and declared.rgb() in counts and declared != ground:
        return contrast(declared, ground)
    # What only a few pixels have is where two shapes touch.
    least = max(2, sum(counts.values()) // 20_000)
    colours = [QColor.fromRgb(value) for value, n in counts.items() if n >= least]
    return max((contrast(one, ground) for one in colours), default=None)


def _faint_fragments(edit: QTextEdit) -> list[str]:
    """Parts of a formatted text that the text itself gives a colour."""
    found = []
    ground = edit.palette().color(QPalette.ColorRole.Base)
    block: QTextBlock = edit.document().begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            form = at.fragment().charFormat()
            behind = ground
            for brush in (block.blockFormat().background(), form.background()):
                if brush.style() is not Qt.BrushStyle.NoBrush:
                    behind = brush.color()
            tone = form.foreground()
            colour = (
                edit.palette().color(QPalette.ColorRole.Text)
                if tone.style() is Qt.BrushStyle.NoBrush
                else tone.color()
            )
            text = at.fragment().text().strip()
            if text and (ratio := contrast(colour, behind)) < ENOUGH:
                found.append(f"{path(edit)}: “{text[:40]}” has a contrast of {ratio:.2f}")
            at += 1
        block = block.next()
    return found


def _seen_part(widget: QWidget, window: QWidget) -> QRect:
    """The part of a window where a widget shows: what scrolls is cut off."""
    area = window.rect()
    at: QWidget | None = widget
    while at is not None and at is not window:
        area &= QRect(at.mapTo(window, QPoint(0, 0)), at.size())
        at = at.parentWidget()
    return area


def _is_rich(label: QLabel) -> bool:
    if label.textFormat() is Qt.TextFormat.AutoText:
        return "<" in label.text()
    return label.textFormat() is not Qt.TextFormat.PlainText
