"""The code book of a survey as rows of a table: one for each code of each variable (E.2, D.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualtrics_desk.domain.definition.outline import Place
from qualtrics_desk.domain.definition.variables import read_variables

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualtrics_desk.domain.definition.outline import Outline
    from qualtrics_desk.domain.definition.words import Words

HEADER = (
    "Survey id",
    "Survey",
    "Block",
    "Question id",
    "Key",
    "Variable",
    "Type",
    "Question",
    "Code",
    "Label",
    "Rules and logic",
)
EMBEDDED = "Embedded data"


def codebook_rows(outline: Outline, say: Callable[[Words], str] = str) -> Iterator[tuple[str, ...]]:
    """The rows of one survey.

    The key names a variable of its survey and is never the same twice: where two questions have the
    same tag, it carries the question's id, and a number if need be.

    Args:
        outline: The survey; questions in the trash are left out, as no export has them.
        say: Puts words of ours into the person's language.
    """
    variables = [
        (block.name, question, variable)
        for block in outline.blocks
        if block.place is not Place.TRASH
        for question in block.questions
        for variable in read_variables((question,))
    ]
    names = Counter(variable.tag for _, _, variable in variables)
    names.update(field.name for field in outline.fields)
    used: Counter[str] = Counter()

    def key(name: str, source: str) -> str:
        found = name if names[name] == 1 else f"{name} [{source}]"
        used[found] += 1
        return found if used[found] == 1 else f"{found} #{used[found]}"

    for block, question, variable in variables:
        rules = "; ".join(
            say(one) for one in (*question.rules, *question.shown_if, *question.skips)
        )
        start = (
            outline.id,
            outline.name,
            block,
            question.id,
            key(variable.tag, question.id),
            variable.tag,
            say(question.kind),
            variable.label,
        )
        for code, label in variable.codes or (("", ""),):
            yield (*start, code, label, rules)
    for field in outline.fields:
        values = dict.fromkeys(setting.value for setting in field.settings if setting.value)
        name = key(field.name, EMBEDDED)
        start = (outline.id, outline.name, "", "", name, field.name, EMBEDDED, field.name)
        yield (*start, "", " | ".join(values), field.variable_type)
