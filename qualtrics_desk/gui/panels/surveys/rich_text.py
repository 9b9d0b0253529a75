"""Pieces of HTML that the reader understands, and how their classes look in the theme of now.

Only two kinds of text come into it: what `domain.definition.markup` made safe, and plain text that
`plain` escapes.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.definition.words import RAW, Words
from qualtrics_desk.gui import words
from qualtrics_desk.gui.theme import look
from qualtrics_desk.gui.widgets.safe_browser import GAP

if TYPE_CHECKING:
    from collections.abc import Iterable


def tr(text: str) -> str:
    """A text of the room in the person's language."""
    return QCoreApplication.translate("Surveys", text)


def clock(moment: datetime) -> str:
    """When something was read: "10:42 (CET)", with the day where that was not today."""
    local = moment.astimezone()
    if local.date() != datetime.now(UTC).astimezone().date():
        return words.moment(moment)
    return f"{words.time_of_day(moment)} ({local.tzname()})"


def said(text: Words) -> str:
    """Words of the outline as plain text in the person's language."""
    return text.said(lambda known: known if known == RAW else _definition(known))


def plain(text: Words | str) -> str:
    """Words or a text, escaped."""
    return escape(said(text) if isinstance(text, Words) else text)


def joined(texts: Iterable[Words | str]) -> str:
    """Several of them on one line, escaped."""
    return " · ".join(plain(one) for one in texts if one)


def caption(html: str) -> str:
    """A quiet line."""
    return f'<p class="cap">{html}</p>'


def heading(html: str) -> str:
    """The heading of a section."""
    return f'<p class="head">{html}</p>'


def table(rows: str, *, width: str = "", lines: bool = False) -> str:
    """A table, with the room around it that paragraphs have.

    Qt's layout ignores the margins of paragraphs beside a table (measured, 6.11.3), so the table
    has a margin of its own above, and below it stands a paragraph too small to be seen.

    Args:
        rows: Its rows.
        width: Such as "100%"; "" is as wide as need be.
        lines: Whether its cells share their lines.
    """
    if not rows:
        return ""
    collapsed = "border-collapse:collapse;" if lines else ""
    wide = f' width="{width}"' if width else ""
    return f'<table cellspacing="0"{wide} style="{collapsed}margin-top:6px">{rows}</table>{GAP}'


def css() -> str:
    """The style sheet of a document."""
    tokens, fixed = look().tokens, look().font("code").family()
    small = f"{look().font('caption').pointSizeF():.2f}pt"
    large = f"{look().font('heading').pointSizeF():.2f}pt"
    return f"""
    .cap {{ color: {tokens.muted}; font-size: {small}; margin: 2px 0 2px 0; }}
    .head {{ font-size: {large}; font-weight: 600; margin: 28px 0 4px 0; }}
    .gap {{ font-size: 1pt; margin: 0; }}
    .first {{ margin-top: 0; }}
    .meta {{ color: {tokens.muted}; font-size: {small}; margin: 24px 0 4px 0; }}
    .ask {{ margin: 0 0 6px 0; }}
    .logic {{ color: {tokens.muted}; font-size: {small}; margin: 4px 0 0 0; }}
    .break {{ color: {tokens.muted}; font-size: {small}; margin: 20px 0 0 0; }}
    .tag {{ font-family: '{fixed}'; font-size: {small}; color: {tokens.accent}; font-weight: 600; }}
    .code {{ font-family: '{fixed}'; font-size: {small}; color: {tokens.muted}; }}
    .mark {{ color: {tokens.muted}; }}
    .faint {{ color: {tokens.faint}; }}
    .piped {{ color: {tokens.accent}; background-color: {tokens.accent_soft}; }}
    .media {{ color: {tokens.muted}; background-color: {tokens.hover}; }}
    .added {{ color: {tokens.success}; }}
    .removed {{ color: {tokens.danger}; }}
    .changed, .moved, .order {{ color: {tokens.muted}; }}
    .link {{ color: {tokens.accent}; }}
    td {{ padding: 4px 10px 4px 0; }}
    th {{ color: {tokens.muted}; font-size: {small}; font-weight: 600; padding: 4px 10px 4px 0; }}
    td.row, th.row {{ border-bottom: 1px solid {tokens.line}; padding: 6px 10px 6px 0; }}
    td.field {{ border: 1px solid {tokens.field}; padding: 5px 10px 5px 10px; }}
    """


def _definition(text: str) -> str:
    return QCoreApplication.translate("definition", text)
