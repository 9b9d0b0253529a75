"""A survey whose every text is hostile: nothing is fetched or run; what is harmless stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QTextDocument

from qualtrics_desk.domain.definition.comparing.surveys import compare
from qualtrics_desk.domain.definition.documents import QUOTAS
from qualtrics_desk.domain.definition.outline import read_outline
from qualtrics_desk.gui.panels.surveys import comparison_html, data_html, language_html
from qualtrics_desk.gui.panels.surveys.question_html import question_parts
from qualtrics_desk.gui.widgets.safe_browser import SafeBrowser
from tests.definitions import every_kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

EVIL = "https://evil.example/x"
HOSTILE = (
    f'<script src="{EVIL}">alert(1)</script><img src="{EVIL}.png" onerror="go()">'
    f'<iframe src="{EVIL}"></iframe><svg onload=go()></svg><a href="{EVIL}">a link</a>'
    f'<div style="background:url({EVIL})" onclick=go()>' + "<div>" * 400 + "&#xD800;&bogus;&#0;"
    "<b>bold</b> and <em>leaning</em> for ${e://Field/FirstName}"
)
_ALLOWED = {"b", "i", "br", "p", "span", "table", "tr", "td", "th", "a"}


def poisoned(value: Any) -> Any:
    """Every text that people see, made hostile; ids, types and keys as they were."""
    if isinstance(value, dict):
        return {
            key: HOSTILE
            if isinstance(item, str)
            and key in ("QuestionText", "Display", "Description", "Name", "Field", "Value", "URL")
            else poisoned(item)
            for key, item in value.items()
        }
    return [poisoned(item) for item in value] if isinstance(value, list) else value


def hostile() -> dict[str, Any]:
    definition = every_kind(choices=2)
    found = next(one for one in definition["SurveyFlow"]["Flow"] if one["Type"] == "EmbeddedData")
    found["EmbeddedData"] = [{"Field": "wave", "Type": "Custom", "Value": "2"}]
    definition[QUOTAS] = [{"ID": "QO_1", "Name": "x", "Occurrences": 1, "QuotaAction": "x"}]
    # One question of each type is enough for what each text goes through.
    kinds: dict[str, str] = {}
    for key, raw in definition["Questions"].items():
        kinds.setdefault(raw["QuestionType"], key)
    definition["Questions"] = {key: definition["Questions"][key] for key in kinds.values()}
    for block in definition["Blocks"].values():
        block["BlockElements"] = [
            one
            for one in block["BlockElements"]
            if one.get("QuestionID", "QID1") in definition["Questions"]
        ]
    return poisoned(definition)  # type: ignore[no-any-return]


def test_no_page_of_a_hostile_survey_does_anything(
    qtbot: QtBot, complete: Callable[..., object]
) -> None:
    asked: list[str] = []

    class Watched(SafeBrowser):
        def loadResource(self, type: int, name: Any) -> Any:  # noqa: N802, A002
            if type != QTextDocument.ResourceType.StyleSheetResource.value:
                asked.append(str(name))
            return super().loadResource(type, name)

    outline = read_outline(hostile())
    pages = {
        "questions": list(question_parts(outline)),
        "data": list(data_html.data_parts(outline)),
        "languages": list(language_html.language_parts(outline)),
        "comparison": list(
            comparison_html.comparison_parts(compare(every_kind(choices=2), hostile()))
        ),
    }
    browser = Watched()
    qtbot.addWidget(browser)
    for name, parts in pages.items():
        html = "".join(parts)
        tags = {tag.lower() for tag in re.findall(r"<\s*([a-zA-Z]+)", html)}
        assert tags <= _ALLOWED, name
        assert not re.search(r"<[^>]*\b(src|href|on\w+|url)\s*=", html), name
        assert "evil.example" not in re.sub(r">[^<]*<", "><", html), name
        complete(browser.show_parts("", parts))
        assert asked == [], name
    questions = "".join(pages["questions"])
    assert "<b>bold</b> and <i>leaning</i>" in questions
    assert '<span class="piped">FirstName</span>' in questions
    assert '<span class="link">a link</span>' in questions
    assert "alert(1)" not in questions
