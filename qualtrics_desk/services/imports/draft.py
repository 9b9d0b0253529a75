"""An import as a person puts it together: everything that is chosen before a job is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.mapping import Mapping, auto_map, lost_columns
from qualtrics_desk.domain.mapping_choices import (
    ColumnChoice,
    MappingProblem,
    adopt_spelling,
    best_key,
    column_choices,
    fitted_to,
    mapping_problems,
)
from qualtrics_desk.domain.recipes import Blanks, Duplicates, ListChoice, Recipe
from qualtrics_desk.domain.sample_check import SampleCheck, check_sample
from qualtrics_desk.domain.sheet_options import SheetOptions

if TYPE_CHECKING:
    from pathlib import Path

    from qualtrics_desk.domain.mending import Mends
    from qualtrics_desk.services.imports.preview import FilePreview


class Destination(msgspec.Struct, frozen=True):
    """The list the rows go into.

    Attributes:
        count: Contacts it had when it was listed, or None.
    """

    list_id: str
    directory: str
    name: str = ""
    count: int | None = None


class RecipeFit(msgspec.Struct, frozen=True):
    """How a saved recipe fits the file.

    Attributes:
        lost: Columns the recipe reads and the file lacks; their rules were dropped.
        new: Columns of the file the recipe does not know.
    """

    lost: tuple[str, ...]
    new: tuple[str, ...]


@dataclass
class ImportDraft:
    """What is chosen so far; going back and forth changes nothing of it.

    Attributes:
        source: The file.
        sheet: What was chosen about reading it.
        preview: How it is read with that.
        destination: The list.
        mapping: What goes where.
        key: The fields that say who a row is.
        known: Embedded data the list has.
        mends: Cells of the file that were mended; they go with another file or way of reading.
        proposed: Columns that are mapped as they were proposed, untouched by the person.
    """

    source: Path | None = None
    sheet: SheetOptions = field(default_factory=SheetOptions)
    preview: FilePreview | None = None
    destination: Destination | None = None
    mapping: Mapping = field(default_factory=Mapping)
    key: tuple[str, ...] = ("email",)
    duplicates: Duplicates = Duplicates.LAST
    blanks: Blanks = Blanks.PROTECT
    share_limit: float = 20.0
    phone_region: str | None = None
    known: tuple[str, ...] = ()
    mends: Mends = field(default_factory=dict)
    proposed: frozenset[str] = frozenset()
    _mapped_for: list[str] = field(default_factory=list)

    @property
    def header(self) -> list[str]:
        """Column names as they stand in the file."""
        return [] if self.preview is None else self.preview.header

    @property
    def can_be_mapped(self) -> bool:
        """Whether there is a file that can be read to its end, and a list."""
        return (
            self.preview is not None
            and self.preview.problem is None
            and self.destination is not None
        )

    def take_file(self, source: Path, sheet: SheetOptions, preview: FilePreview) -> None:
        """Look at another file, or at the same one read in another way.

        The mapping stays as long as the columns are the same.
        """
        if (source, sheet) != (self.source, self.sheet):
            self.mends = {}
        self.source, self.sheet, self.preview = source, sheet, preview
        if self._mapped_for != preview.header:
            self.propose()

    def propose(self) -> None:
        """Map every column anew."""
        self._mapped_for = list(self.header)
        self.mapping = adopt_spelling(auto_map(self.header), self.known)
        self.proposed = frozenset(self.mapping.used())
        self.key = best_key(self.mapping)

    @property
    def is_untouched(self) -> bool:
        """Whether the mapping is the one that was proposed."""
        has_constants = any(rule.constant is not None for rule in self.mapping.rules)
        return self.proposed == self.mapping.used() and not has_constants

    def take_known(self, known: tuple[str, ...]) -> None:
        """Learn what the list has; new fields that it knows in another case take its spelling."""
        self.known = known
        self.mapping = adopt_spelling(self.mapping, known)

    def change_mapping(self, mapping: Mapping, *columns: str) -> None:
        """Map these columns as the person says; the key follows if it has to."""
        self.mapping = mapping
        self.proposed -= set(columns)
        self.key = best_key(mapping, self.key)

    def use_recipe(self, recipe: Recipe) -> RecipeFit:
        """Take mapping, key and rules of a recipe; the list and the file stay."""
        fit = RecipeFit(
            lost=tuple(lost_columns(recipe.mapping, self.header)),
            new=recipe.new_columns(self.header) if recipe.columns else (),
        )
        self._mapped_for = list(self.header)
        self.mapping = fitted_to(recipe.mapping, self.header)
        self.proposed = frozenset()
        self.key = best_key(self.mapping, recipe.key)
        self.duplicates, self.blanks = recipe.duplicates, recipe.blanks
        self.share_limit, self.phone_region = recipe.share_limit, recipe.phone_region
        return fit

    def recipe(self) -> Recipe:
        """Everything as a recipe; only for a draft that can be mapped."""
        if self.preview is None or self.destination is None:
            raise ValueError("neither file nor list may be missing")
        return Recipe(
            list=ListChoice(
                id=self.destination.list_id,
                name=self.destination.name,
                directory=self.destination.directory,
            ),
            sheet=self.preview.options(self.sheet),
            mapping=self.mapping,
            key=self.key,
            duplicates=self.duplicates,
            blanks=self.blanks,
            share_limit=self.share_limit,
            phone_region=self.phone_region,
            columns=tuple(self.header),
        )

    def choices(self) -> list[ColumnChoice]:
        """Every column with its samples."""
        return column_choices(self.mapping, self.header, self._sample())

    def problems(self) -> list[MappingProblem]:
        """What is wrong with the mapping."""
        return mapping_problems(self.mapping, self.header, self.key)

    def check(self) -> SampleCheck:
        """The checks over the rows that are shown.

        Raises:
            RecipeError: The mapping has problems that block.
        """
        return check_sample(
            self.mapping, self.header, self._sample(), self.recipe().check_options()
        )

    def _sample(self) -> list[list[str]]:
        rows = [] if self.preview is None else self.preview.rows
        return [row.cells for row in rows if not row.problem]
