"""Words of ours around texts of a survey: an English template and the values to put in.

Templates are literals of this package, so a window can translate them; values are texts and
numbers of the survey and are never read as templates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Words(NamedTuple):
    """A sentence or a name for people.

    Attributes:
        template: English, with `{names}` for the values.
        values: What stands for the names.
        clauses: Values that are words themselves and are translated with the template.
    """

    template: str
    values: Mapping[str, str] = {}
    clauses: Mapping[str, Words] = {}

    def __str__(self) -> str:
        return self.said(str)

    def said(self, translate: Callable[[str], str]) -> str:
        """The words in a language.

        Args:
            translate: Gives the template in that language; one that no longer fits the values
                is replaced by the English one.
        """
        values = {**self.values, **{k: w.said(translate) for k, w in self.clauses.items()}}
        try:
            return translate(self.template).format_map(values)
        except (KeyError, IndexError, ValueError):
            return self.template.format_map(values)


def words(template: str, **values: str | int | Words) -> Words:
    """Words with values; those that are words themselves are translated along."""
    clauses = {name: value for name, value in values.items() if isinstance(value, Words)}
    plain = {name: str(value) for name, value in values.items() if not isinstance(value, Words)}
    return Words(template, plain, clauses)


RAW = "{text}"
"""A template for texts of the survey or the service that are shown as they are."""


def as_it_is(text: str) -> Words:
    """A text that is nobody's to translate."""
    return Words(RAW, {"text": text})
