"""What a survey records: embedded data, options and the code book, as HTML for the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.gui.panels.surveys.language_html import language_parts
from qualtrics_desk.gui.panels.surveys.rich_text import caption, heading, joined, plain, table, tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualtrics_desk.domain.definition.extras import Quota
    from qualtrics_desk.domain.definition.flow import Field
    from qualtrics_desk.domain.definition.outline import Outline
    from qualtrics_desk.domain.definition.variables import Variable

PER_PART = 20
"""Variables that are laid out at a time."""
MOST_CODES = 60
"""Codes of one variable that are named; a list of all countries has more."""


def data_parts(outline: Outline) -> Iterator[str]:
    """The page, piece by piece."""
    yield _fields(outline.fields) + _quotas(outline) + _scoring(outline)
    yield _options(outline)
    yield from language_parts(outline)
    variables = outline.variables
    yield heading(plain(tr("Code book"))) + caption(
        plain(
            tr("What each question adds to an export, and the codes of its answers.")
            if variables
            else tr("No question adds anything to an export.")
        )
    )
    for first in range(0, len(variables), PER_PART):
        yield _variables(variables[first : first + PER_PART])


def _fields(fields: Sequence[Field]) -> str:
    top = heading(plain(tr("Embedded data"))).replace(
        'class="head"', 'class="head first" style="margin-top:0px"'
    )
    if not fields:
        return top + caption(plain(tr("The flow declares no embedded data.")))
    rows = "".join(
        f'<tr><td class="row"><span class="tag">{plain(field.name)}</span></td>'
        f'<td class="row">{_values(field)}</td>'
        f'<td class="row"><span class="cap">{plain(field.variable_type)}</span></td></tr>'
        for field in fields
    )
    return top + _table((tr("Field"), tr("Value"), tr("Type")), rows)


def _values(field: Field) -> str:
    said = dict.fromkeys(
        plain(setting.value) if setting.value else plain(tr("from the contact or the link"))
        for setting in field.settings
    )
    return "<br>".join(said)


def _quotas(outline: Outline) -> str:
    top = heading(plain(tr("Quotas")))
    if not outline.quotas:
        return top + caption(plain(tr("The survey has no quota.")))
    rows = "".join(
        f'<tr><td class="row">{plain(quota.name)}</td>'
        f'<td class="row" align="right">{plain(_counted(quota))}</td>'
        f'<td class="row">{plain(quota.action)}</td>'
        f'<td class="row"><span class="cap">{"<br>".join(map(plain, quota.who))}</span></td></tr>'
        for quota in outline.quotas
    )
    return top + _table((tr("Quota"), tr("Reached"), tr("Then"), tr("Who counts")), rows)


def _counted(quota: Quota) -> str:
    if not quota.count:
        return quota.wanted
    return tr("{0} of {1}").format(quota.count, quota.wanted)


def _scoring(outline: Outline) -> str:
    scoring = outline.scoring
    if not scoring.categories and not scoring.scores:
        return ""
    rows = []
    for question, category in dict.fromkeys((one.question, one.category) for one in scoring.scores):
        said = " · ".join(
            f'<span class="code">{plain(one.choice)}</span>&nbsp;{plain(f"→ {one.points}")}'
            for one in scoring.scores
            if (one.question, one.category) == (question, category)
        )
        rows.append(
            f'<tr><td class="row" width="18%"><span class="tag">{plain(question)}</span></td>'
            f'<td class="row" width="24%">{plain(category)}</td>'
            f'<td class="row"><span class="cap">{said}</span></td></tr>'
        )
    categories = caption(plain(tr("Categories: {0}").format(", ".join(scoring.categories))))
    titles = (tr("Question"), tr("Category"), tr("Choice and points"))
    return heading(plain(tr("Scoring"))) + categories + _table(titles, "".join(rows))


def _options(outline: Outline) -> str:
    facts = [*outline.project, *outline.facts, *outline.others]
    rows = "".join(
        f'<tr><td class="row"><span class="cap">{plain(fact.label)}</span></td>'
        f'<td class="row">{plain(fact.value)}</td></tr>'
        for fact in facts
    )
    languages = joined(outline.languages)
    if languages:
        rows = (
            f'<tr><td class="row"><span class="cap">{plain(tr("Languages"))}</span></td>'
            f'<td class="row">{languages}</td></tr>'
        ) + rows
    return heading(plain(tr("Options"))) + _table((), rows) if rows else ""


def _variables(variables: Sequence[Variable]) -> str:
    rows = "".join(
        f'<tr><td class="row" width="18%"><span class="tag">{plain(variable.tag)}</span></td>'
        f'<td class="row" width="42%">{plain(variable.label)}</td>'
        f'<td class="row" width="40%">{_codes(variable)}</td></tr>'
        for variable in variables
    )
    return _table((), rows)


def _codes(variable: Variable) -> str:
    said = [
        f'<span class="code">{plain(code)}</span>&nbsp;{plain(label)}'
        for code, label in variable.codes[:MOST_CODES]
    ]
    rest = len(variable.codes) - MOST_CODES
    if rest > 0:
        said.append(plain(tr("and {0} more").format(rest)))
    return f'<span class="cap">{" · ".join(said)}</span>'


def _table(titles: Sequence[str], rows: str) -> str:
    head = "".join(f'<th class="row" align="left">{plain(title)}</th>' for title in titles)
    return table((f"<tr>{head}</tr>" if head else "") + rows, width="100%", lines=True)
