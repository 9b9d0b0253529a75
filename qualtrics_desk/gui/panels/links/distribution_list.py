"""The distributions of a survey as a list: what was made when, for whom, until when."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from qualtrics_desk.gui import words
from qualtrics_desk.gui.icons import paint_icon
from qualtrics_desk.gui.theme import look
from qualtrics_desk.services.links.guard import is_harmless

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualtrics_desk.api.endpoints.distributions import Distribution
    from qualtrics_desk.gui.theme import FontKind
    from qualtrics_desk.gui.tokens import Tone

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_EDGE, _ICON, _TEXT_LEFT = 10, 16, 36


class Entry(NamedTuple):
    """One distribution in words.

    Attributes:
        title: What it is and when it was made.
        details: For whom, and until when.
    """

    distribution: Distribution
    title: str
    details: str

    @property
    def key(self) -> str:
        """The id of the distribution."""
        return self.distribution.id or ""


def entry_of(distribution: Distribution, lists: Mapping[str, str], now: datetime) -> Entry:
    """A distribution in words; `lists` are the names of lists by their ids."""
    made = distribution.created_date or distribution.send_date
    title = kind_of(distribution)
    if made is not None:
        title = f"{title}, {words.day(made)}"
    details = []
    list_id = distribution.mailing_list_id
    if list_id is not None:
        details.append(lists.get(list_id, _tr("a list that is not there")))
    ends = distribution.expiration_date
    if ends is not None:
        told = _tr("ended {0}") if ends <= now else _tr("ends {0}")
        details.append(told.format(words.day(ends)))
    return Entry(distribution, title, " · ".join(details))


def kind_of(distribution: Distribution) -> str:
    """What kind of distribution it is, in a person's words."""
    kinds = {
        "GeneratedInvite": _tr("Personal links"),
        "Invite": _tr("E-mail invitation"),
        "Reminder": _tr("Reminder"),
        "ThankYou": _tr("Thank-you e-mail"),
    }
    kind = distribution.request_type or ""
    return kinds.get(kind, kind or _tr("Unknown kind"))


class DistributionList(QListView):
    """Shows distributions, the newest first, those made as links before all others.

    Signals:
        chosen: Another `Distribution` is the current one, or None.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = _Entries(self)
        self.setModel(self._entries)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._tell)

    @property
    def current(self) -> Distribution | None:
        """The one that is chosen."""
        place = self.currentIndex().row()
        return self._entries.entries[place].distribution if place >= 0 else None

    @property
    def entries(self) -> Sequence[Entry]:
        """All that are shown."""
        return self._entries.entries

    def show_distributions(self, found: Sequence[Distribution], lists: Mapping[str, str]) -> None:
        """Show these; the one that is chosen stays if it is still there."""
        before = self.current
        now = datetime.now(UTC)
        first = datetime.min.replace(tzinfo=UTC)
        ordered = sorted(
            found, key=lambda one: (is_harmless(one), one.created_date or first), reverse=True
        )
        blocked = self.selectionModel().blockSignals(True)
        self._entries.replace([entry_of(one, lists, now) for one in ordered])
        if before is not None and before.id is not None:
            self._go_to(before.id)
        self.selectionModel().blockSignals(blocked)
        if before is not None and self.current is None:
            self.chosen.emit(None)

    def choose(self, distribution: str) -> bool:
        """Choose one by its id."""
        return self._go_to(distribution)

    def _go_to(self, distribution: str) -> bool:
        for place, entry in enumerate(self._entries.entries):
            if entry.key == distribution:
                index = self._entries.index(place, 0)
                self.setCurrentIndex(index)
                self.scrollTo(index)
                return True
        return False

    def _tell(self) -> None:
        self.chosen.emit(self.current)


class _Entries(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def replace(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}, {entry.details}"
        if role == Qt.ItemDataRole.ToolTipRole:
            made = entry.distribution.created_date
            told = "" if made is None else f"\n{words.moment(made)}"
            return f"{entry.title}\n{entry.details}{told}\n{entry.key}"
        return None


class _Delegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        body = QFontMetrics(look().font("body"))
        caption = QFontMetrics(look().font("caption"))
        return QSize(0, body.height() + caption.height() + 14)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _Entries):
            return
        entry, tokens = model.entries[index.row()], look()
        area: QRect = option.rect.adjusted(4, 1, -4, -1)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("selection" if selected else "hover"))
            painter.drawRoundedRect(area, 6, 6)
        made_as_links = is_harmless(entry.distribution)
        picture = QRect(area.left() + _EDGE, area.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        paint_icon(
            painter,
            picture,
            "links" if made_as_links else "mail",
            tokens.color("accent" if made_as_links else "muted"),
        )
        left, width = area.left() + _TEXT_LEFT, area.width() - _TEXT_LEFT - _EDGE
        top = area.top() + 6
        lines: tuple[tuple[str, FontKind, Tone], ...] = (
            (entry.title, "body", "text"),
            (entry.details, "caption", "muted"),
        )
        for text, kind, tone in lines:
            font = tokens.font(kind)
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(tokens.color(tone))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(
                QRect(left, top, width, metrics.height()), Qt.AlignmentFlag.AlignVCenter, shown
            )
            top += metrics.height()
        painter.restore()


def _tr(text: str) -> str:
    return QCoreApplication.translate("DistributionList", text)
