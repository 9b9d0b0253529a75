from __future__ import annotations

from pathlib import Path

import pytest

from qualtrics_desk.domain import recipes
from qualtrics_desk.domain.mapping_choices import without_target
from qualtrics_desk.domain.recipes import Blanks
from qualtrics_desk.domain.sheet_options import SheetOptions
from qualtrics_desk.services.imports.draft import Destination, ImportDraft
from qualtrics_desk.services.imports.preview import preview_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("Email;Dept\na@x.org;Sales\nb@x;\n", encoding="utf-8")
    return path


@pytest.fixture
def draft(file: Path) -> ImportDraft:
    draft = ImportDraft(destination=Destination("CG_1", "POOL_1", "Staff", 10))
    draft.take_file(file, SheetOptions(), preview_file(file))
    return draft


def test_a_file_is_mapped_at_once_and_can_be_a_recipe(draft: ImportDraft) -> None:
    recipe = recipes.from_toml(recipes.to_toml(draft.recipe()))

    assert recipe.mapping.targets() == ("email", "embeddedData.Dept")
    assert recipe.list.id == "CG_1"
    assert draft.proposed == {"Email", "Dept"}
    assert draft.check().invalid == 1


def test_a_change_survives_another_way_of_reading_the_same_columns(
    draft: ImportDraft, file: Path
) -> None:
    draft.change_mapping(without_target(draft.mapping, "Dept"), "Dept")

    sheet = SheetOptions(encoding="cp1252")
    draft.take_file(file, sheet, preview_file(file, sheet))

    assert "Dept" in draft.mapping.ignored
    assert draft.proposed == {"Email"}
    assert draft.recipe().sheet.encoding == "cp1252"


def test_other_columns_are_mapped_anew(draft: ImportDraft, file: Path) -> None:
    sheet = SheetOptions(delimiter=",")

    draft.take_file(file, sheet, preview_file(file, sheet))

    assert [one.name for one in draft.choices()] == ["Email;Dept"]


def test_a_recipe_brings_its_rules_and_says_what_does_not_fit(
    draft: ImportDraft, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text("Email;Site\n", encoding="utf-8")
    draft.blanks = Blanks.KEEP
    saved = draft.recipe()
    fresh = ImportDraft(destination=draft.destination)
    fresh.take_file(other, SheetOptions(), preview_file(other))

    fit = fresh.use_recipe(saved)

    assert (fit.lost, fit.new) == (("Dept",), ("Site",))
    assert fresh.mapping.targets() == ("email",)
    assert fresh.blanks is Blanks.KEEP


def test_what_the_list_knows_decides_the_spelling(draft: ImportDraft) -> None:
    draft.take_known(("DEPT",))

    assert "embeddedData.DEPT" in draft.mapping.targets()


def test_the_key_follows_a_column_that_is_left_out(draft: ImportDraft) -> None:
    draft.change_mapping(without_target(draft.mapping, "Email"), "Email")

    assert [one.kind.value for one in draft.problems()] == ["no key"]


def test_a_draft_without_list_or_with_unreadable_bytes_goes_no_further(file: Path) -> None:
    draft = ImportDraft()
    draft.take_file(file, SheetOptions(), preview_file(file))
    assert not draft.can_be_mapped

    draft.destination = Destination("CG_1", "POOL_1")
    assert draft.can_be_mapped
    file.write_bytes(b"Email\n" + "ä@x.org\n".encode() * 5 + b"\xff\n")
    draft.take_file(file, SheetOptions(), preview_file(file))
    assert not draft.can_be_mapped
