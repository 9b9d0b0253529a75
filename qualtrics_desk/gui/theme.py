"""The one visual language: colours, sizes and fonts become a palette and one style sheet.

Nothing else names a colour, a size or a font. A widget says what it is with the dynamic property
`role` (and `tone`), set in its .ui file or with `set_role`; a painter asks `look()`.
"""

from __future__ import annotations

from functools import cache
from string import Template
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from qualtrics_desk.gui.tokens import Tokens, Tone, color, resource_text, theme_tokens

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

Theme = Literal["system", "light", "dark"]
Density = Literal["comfortable", "compact"]
FontKind = Literal["body", "caption", "title", "heading", "strong", "number", "code", "tabular"]

_SCALE: dict[str, float] = {"caption": 0.92, "title": 1.35, "heading": 1.1, "number": 1.8}
_SEMIBOLD = ("title", "heading", "strong", "number")
_ROWS: dict[str, int] = {"comfortable": 32, "compact": 26}
_CONTROLS: dict[str, int] = {"comfortable": 32, "compact": 28}
_SOFT: dict[str, str] = {
    "accent": "accent_soft",
    "success": "success_soft",
    "warning": "warning_soft",
    "danger": "danger_soft",
}


class Look(QObject):
    """What the window looks like now.

    Signals:
        changed: The theme or the density is another one; painted things are out of date.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._theme: Theme = "system"
        self._density: Density = "comfortable"
        self._dark = False
        self._follows = False
        self._fonts: dict[str, QFont] = {}

    @property
    def tokens(self) -> Tokens:
        """The colours of the theme in use."""
        return theme_tokens("dark" if self._dark else "light")

    @property
    def is_dark(self) -> bool:
        """Whether the dark theme is in use, chosen or followed."""
        return self._dark

    @property
    def theme(self) -> Theme:
        """What was chosen."""
        return self._theme

    @property
    def density(self) -> Density:
        """What was chosen."""
        return self._density

    @property
    def row_height(self) -> int:
        """Height of a row of a grid in logical pixels."""
        return _ROWS[self._density]

    @property
    def header_height(self) -> int:
        """Height of a grid's header in logical pixels."""
        return 30

    @property
    def control_height(self) -> int:
        """Height of buttons and fields in logical pixels."""
        return _CONTROLS[self._density]

    def color(self, name: str) -> QColor:
        """The colour of a token."""
        return color(getattr(self.tokens, name))

    def tone_colors(self, tone: Tone) -> tuple[QColor, QColor]:
        """The colour of text in a tone and the soft ground it may stand on."""
        return self.color(tone), self.color(_SOFT.get(tone, "surface"))

    def font(self, kind: FontKind = "body") -> QFont:
        """The font for a kind of text, for painters; labels say it with their role."""
        if kind not in self._fonts:
            self._fonts[kind] = _make_font(kind)
        return self._fonts[kind]

    def apply(self, theme: Theme, density: Density = "comfortable") -> None:
        """Dress the application, unless it is dressed so already; needs a QApplication.

        Dressing a full window takes a moment, and settings change for many other reasons.
        """
        if self._follows and (theme, density) == (self._theme, self._density):
            return
        self._theme, self._density = theme, density
        hints = QGuiApplication.styleHints()
        if not self._follows:
            self._follows = True
            QApplication.setStyle(QStyleFactory.create("Fusion"))
            hints.colorSchemeChanged.connect(self._on_system_changed)
        if theme == "system":
            hints.unsetColorScheme()
            self._dark = hints.colorScheme() is Qt.ColorScheme.Dark
        else:
            self._dark = theme == "dark"
            # The palette is our own; this is for what the system draws, such as the title bar.
            hints.setColorScheme(Qt.ColorScheme.Dark if self._dark else Qt.ColorScheme.Light)
        self._dress()

    def _on_system_changed(self, scheme: Qt.ColorScheme) -> None:
        dark = scheme is Qt.ColorScheme.Dark
        if self._theme == "system" and dark != self._dark:
            self._dark = dark
            self._dress()

    def _dress(self) -> None:
        self._fonts.clear()
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            raise TypeError("the look needs a QApplication")
        application.setPalette(_palette(self.tokens))
        # From one sheet to another Qt works each widget out in steps: 2.6 s for a window with all
        # its rooms. From none to one it takes 0.4 s, and looks the same to the pixel.
        application.setStyleSheet("")
        application.setStyleSheet(self._style_sheet())
        self.changed.emit()

    def _style_sheet(self) -> str:
        points = QFontInfo(QApplication.font()).pointSizeF()
        values = {name: getattr(self.tokens, name) for name in Tokens.__slots__}
        values |= {kind: f"{points * scale:.2f}pt" for kind, scale in _SCALE.items()}
        height = self.control_height
        values |= {
            "inner": f"{height - 2}px",
            "inner_focus": f"{height - 4}px",
            "tool": f"{height - 5}px",
            "tool_focus": f"{height - 7}px",
            "pill": f"{height // 2}px",
            "row": f"{self.row_height - 2}px",
            "fixed": QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family(),
            "marks": f":/marks/{'dark' if self._dark else 'light'}",
        }
        return Template(resource_text(":/themes/style.qss")).substitute(values)


@cache
def look() -> Look:
    """The one look of this process."""
    return Look()


def set_role(widget: QWidget, role: str) -> None:
    """Say what a widget is and let it look so at once."""
    set_property(widget, "role", role)


def set_tone(widget: QWidget, tone: str) -> None:
    """Say what a widget means ("" is nothing) and let it look so at once."""
    set_property(widget, "tone", tone)


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a dynamic property that the style sheet asks for, and let it look so at once."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    # A style sheet reads properties when a widget is polished, not when they change.
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _make_font(kind: FontKind) -> QFont:
    if kind == "code":
        return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font = QFont(QApplication.font())
    font.setPointSizeF(QFontInfo(font).pointSizeF() * _SCALE.get(kind, 1.0))
    if kind in _SEMIBOLD:
        font.setWeight(QFont.Weight.DemiBold)
    if kind in ("tabular", "number"):
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _palette(tokens: Tokens) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.hover,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.BrightText: tokens.on_accent,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.Highlight: tokens.selection,
        QPalette.ColorRole.HighlightedText: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.ToolTipBase: tokens.text,
        QPalette.ColorRole.ToolTipText: tokens.window,
        QPalette.ColorRole.Light: tokens.surface,
        QPalette.ColorRole.Midlight: tokens.hover,
        QPalette.ColorRole.Mid: tokens.line,
        QPalette.ColorRole.Dark: tokens.edge,
        QPalette.ColorRole.Shadow: tokens.line,
    }
    palette = QPalette()
    for role, value in roles.items():
        palette.setColor(QPalette.ColorGroup.All, role, color(value))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.HighlightedText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, color(tokens.faint))
    return palette
