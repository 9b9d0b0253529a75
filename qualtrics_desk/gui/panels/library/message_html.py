"""A message as its reader sees it, and what an edit changes in its source."""

from __future__ import annotations

import difflib
from html import escape

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.definition.markup import safe_html
from qualtrics_desk.gui.theme import look


def css() -> str:
    """How previews and differences look in the theme of now."""
    tokens, fixed = look().tokens, look().font("code").family()
    small = f"{look().font('caption').pointSizeF():.2f}pt"
    return f"""
    .piped {{ color: {tokens.accent}; background-color: {tokens.accent_soft}; }}
    .media {{ color: {tokens.muted}; background-color: {tokens.hover}; }}
    .link {{ color: {tokens.accent}; text-decoration: underline; }}
    .line {{ font-family: '{fixed}'; font-size: {small}; margin: 0; }}
    .old {{ color: {tokens.danger}; background-color: {tokens.danger_soft}; }}
    .new {{ color: {tokens.success}; background-color: {tokens.success_soft}; }}
    .same {{ color: {tokens.muted}; }}
    .head {{ font-weight: 600; margin: 12px 0 4px 0; }}
    """


def rendered(text: str) -> str:
    """The message, made safe: piped text stands as its name, pictures as a word."""
    return f"<p>{safe_html(text)}</p>"


def compared(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """What changes in the source, language by language, one piece of HTML each."""
    pieces = []
    for language in dict.fromkeys((*before, *after)):
        old, new = before.get(language, ""), after.get(language, "")
        if old == new:
            continue
        lines = [f'<p class="head">{escape(language)}</p>']
        for line in difflib.unified_diff(old.splitlines(), new.splitlines(), n=2, lineterm=""):
            if line.startswith(("---", "+++", "@@")):
                continue
            kind = {"-": "old", "+": "new"}.get(line[:1], "same")
            sign = {"-": "−", "+": "+"}.get(line[:1], " ")
            lines.append(
                f'<p class="line"><span class="{kind}">{sign} {escape(line[1:])}</span></p>'
            )
        pieces.append("".join(lines))
    if not pieces:
        nothing = QCoreApplication.translate("MessageDialog", "The texts are not changed.")
        pieces.append(f"<p>{escape(nothing)}</p>")
    return pieces
