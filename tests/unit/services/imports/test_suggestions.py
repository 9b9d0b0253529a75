from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from qualtrics_desk.domain import recipes
from qualtrics_desk.domain.errors import SheetError
from qualtrics_desk.domain.mapping import auto_map
from qualtrics_desk.domain.mapping_choices import with_constant
from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.domain.recipes import ListChoice, Recipe
from qualtrics_desk.services.imports.pasted import (
    forget_pasted,
    is_pasted,
    keep_pasted,
    results_folder,
)
from qualtrics_desk.services.imports.preview import preview_file
from qualtrics_desk.services.imports.proposal import save_recipe
from qualtrics_desk.services.imports.suggestions import (
    earlier_import,
    recipes_folder,
    suggest,
)
from qualtrics_desk.store.journal.jobs import NewJob
from qualtrics_desk.store.journal.journal import Journal
from qualtrics_desk.store.paths import Home

HEADER = ["Email", "Dept"]


@pytest.fixture
def place(home: Path) -> Home:
    home.mkdir()
    return Home(home)


@pytest.fixture
def journal(place: Home) -> Iterator[Journal]:
    journal = Journal(place.journal)
    yield journal
    journal.close()


def recipe(list_id: str, header: list[str] = HEADER) -> Recipe:
    return Recipe(
        list=ListChoice(id=list_id, name=list_id),
        mapping=auto_map(header),
        columns=tuple(header),
    )


def imported(journal: Journal, list_id: str, source: str, state: JobState = JobState.DONE) -> int:
    job = journal.jobs.create(
        NewJob(
            kind=recipes.KIND,
            base_url="http://127.0.0.1",
            brand="b",
            user_id="u",
            list_id=list_id,
            source=source,
            recipe=recipes.to_toml(recipe(list_id)),
        )
    )
    journal.jobs.set_state(job, state)
    return job


def test_a_saved_recipe_is_found_by_the_columns_in_any_order(place: Home, journal: Journal) -> None:
    save_recipe(recipes_folder(place) / "Staff feed.toml", recipe("CG_1"))

    found = suggest(place, journal, ["dept", "EMAIL "], "CG_1")

    assert found is not None
    assert (found.name, found.job, found.same_list) == ("Staff feed", None, True)
    assert suggest(place, journal, ["Email", "Site"], "CG_1") is None


def test_the_chosen_list_goes_before_others(place: Home, journal: Journal) -> None:
    save_recipe(recipes_folder(place) / "Other list.toml", recipe("CG_2"))
    job = imported(journal, "CG_1", "spring.csv")

    found = suggest(place, journal, HEADER, "CG_1")
    other = suggest(place, journal, HEADER, "CG_9")

    assert found is not None
    assert (found.name, found.job) == ("spring.csv", job)
    assert other is not None
    assert (other.name, other.same_list) == ("Other list", False)


def test_a_broken_recipe_and_a_job_that_was_only_planned_suggest_nothing(
    place: Home, journal: Journal
) -> None:
    (recipes_folder(place) / "broken.toml").write_text("version = ", encoding="utf-8")
    imported(journal, "CG_1", "spring.csv", JobState.PLANNING)

    assert suggest(place, journal, HEADER, "CG_1") is None


def test_a_file_that_went_into_the_list_before_is_told_until_it_changes(
    journal: Journal, tmp_path: Path
) -> None:
    file = tmp_path / "spring.csv"
    file.write_text("Email\n", encoding="utf-8")
    os.utime(file, (1, 1))
    job = imported(journal, "CG_1", str(file))

    same = earlier_import(journal, file, "CG_1")
    other = earlier_import(journal, file, "CG_2")
    os.utime(file, (4e9, 4e9))

    assert same is not None
    assert same.job == job
    assert other is None
    assert earlier_import(journal, file, "CG_1") is None


def test_pasted_rows_become_a_private_file_that_is_read_like_any_other(place: Home) -> None:
    path = keep_pasted(place, 'Email\tName\na@x.org\t"Zoë"\n')

    seen = preview_file(path)

    assert seen.rows[0].cells == ["a@x.org", "Zoë"]
    assert is_pasted(place, path)
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0
    assert results_folder(place, path) == str(place.root / "results")
    forget_pasted(place, path)
    assert not path.exists()


def test_forgetting_touches_no_file_of_a_person(place: Home, tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text("Email\n", encoding="utf-8")

    forget_pasted(place, mine)

    assert mine.exists()
    assert results_folder(place, mine) is None


def test_an_empty_clipboard_is_refused(place: Home) -> None:
    with pytest.raises(SheetError):
        keep_pasted(place, " \n")


def test_a_suggestion_keeps_its_constants(place: Home, journal: Journal) -> None:
    kept = recipe("CG_1")
    german = msgspec.structs.replace(kept, mapping=with_constant(kept.mapping, "language", "DE"))
    save_recipe(recipes_folder(place) / "c.toml", german)

    found = suggest(place, journal, HEADER, None)

    assert found is not None
    assert found.recipe.mapping == german.mapping
