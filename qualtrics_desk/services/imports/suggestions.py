"""Recipes that fit a file: saved ones, and those of earlier jobs with the same columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from qualtrics_desk.domain import recipes
from qualtrics_desk.domain.contacts import normalise
from qualtrics_desk.domain.dates import parse_moment
from qualtrics_desk.domain.errors import RecipeError
from qualtrics_desk.domain.mapping import header_fingerprint, is_result_column
from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.domain.recipes import Recipe
from qualtrics_desk.services.imports.proposal import load_recipe
from qualtrics_desk.store.paths import private_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualtrics_desk.store.journal.jobs import Job
    from qualtrics_desk.store.journal.journal import Journal
    from qualtrics_desk.store.paths import Home

ALIKE: Final = 0.6
"""Share of the columns of two headers together that both must have, to be worth a suggestion."""
_MOST_FILES: Final = 200
_MOST_JOBS: Final = 100


class Suggestion(msgspec.Struct, frozen=True):
    """A recipe that fits the columns of a file, or most of them.

    Attributes:
        recipe: It.
        name: Of its file, or of the source file of the job it comes from.
        job: The job, or None for a saved recipe.
        moment: When that job was made (UTC, ISO text), or "".
        same_list: Whether it was made for the chosen list.
        likeness: 1 where the columns are the same, else the share that both have.
    """

    recipe: Recipe
    name: str
    job: int | None = None
    moment: str = ""
    same_list: bool = True
    likeness: float = 1.0

    @property
    def is_exact(self) -> bool:
        """Whether it was made for these very columns."""
        return self.likeness == 1.0


class EarlierImport(msgspec.Struct, frozen=True):
    """The same file went into the same list already."""

    job: int
    moment: str


def recipes_folder(home: Home) -> Path:
    """Where saved recipes lie unless the person puts them elsewhere.

    Raises:
        StoreError: When it cannot be made.
    """
    return private_folder(home.root / "recipes")


def suggest(
    home: Home, journal: Journal, header: Sequence[str], list_id: str | None
) -> Suggestion | None:
    """The best recipe for these columns: for this list before others, saved before used. Blocks.

    A recipe for other columns is suggested where none fits and it was made for this list: next
    month's file often has a column more, or less.

    Raises:
        StoreError: When the journal cannot be read.
    """
    found = [*_saved(home, header, list_id), *_used(journal, header, list_id)]
    # `max` keeps the first of equals: saved before used, newer before older.
    return max(found, key=lambda one: (one.is_exact, one.same_list, one.likeness), default=None)


def _likeness(recipe: Recipe, header: Sequence[str]) -> float:
    """How far the columns of a recipe are those of a file; 1 only where they are the same."""
    if recipe.fingerprint == header_fingerprint(header):
        return 1.0
    known, there = (
        {normalise(text) for text in columns if text.strip() and not is_result_column(text)}
        for columns in (recipe.columns, header)
    )
    shared = len(known & there) / max(1, len(known | there))
    return shared if ALIKE <= shared < 1.0 else 0.0


def earlier_import(journal: Journal, source: Path, list_id: str) -> EarlierImport | None:
    """The last job that brought this very file into this list, if it did not change since. Blocks.

    Raises:
        StoreError: When the journal cannot be read.
    """
    try:
        changed = source.stat().st_mtime
    except OSError:
        return None
    for job in _imports(journal):
        if job.source == str(source) and job.list_id == list_id and job.state is JobState.DONE:
            return EarlierImport(job.id, job.created) if _epoch(job.created) >= changed else None
    return None


def _saved(home: Home, header: Sequence[str], list_id: str | None) -> Iterator[Suggestion]:
    try:
        paths = sorted(recipes_folder(home).glob("*.toml"), key=lambda path: -path.stat().st_mtime)
    except OSError:
        return
    for path in paths[:_MOST_FILES]:
        try:
            recipe = load_recipe(path)
        except RecipeError:
            # A broken file is told when the person opens it, not while looking for one that fits.
            continue
        same, likeness = recipe.list.id == list_id, _likeness(recipe, header)
        if likeness == 1.0 or (likeness and same):
            yield Suggestion(recipe=recipe, name=path.stem, same_list=same, likeness=likeness)


def _used(journal: Journal, header: Sequence[str], list_id: str | None) -> Iterator[Suggestion]:
    for job in _imports(journal):
        if job.state is JobState.PLANNING:
            continue
        try:
            recipe = recipes.from_toml(job.recipe or "")
        except RecipeError:
            continue
        same, likeness = job.list_id == list_id, _likeness(recipe, header)
        if likeness == 1.0 or (likeness and same):
            yield Suggestion(
                recipe=recipe,
                name=Path(job.source or "").name,
                job=job.id,
                moment=job.created,
                same_list=same,
                likeness=likeness,
            )


def _imports(journal: Journal) -> Iterator[Job]:
    jobs = (job for job in journal.jobs.newest(limit=1000) if job.kind == recipes.KIND)
    for job, _ in zip(jobs, range(_MOST_JOBS), strict=False):
        if job.relation is None:
            yield job


def _epoch(moment: str) -> float:
    parsed = parse_moment(moment)
    return 0.0 if parsed is None else parsed.timestamp()
