from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.errors import RecipeError
from qualtrics_desk.domain.mapping import Mapping, Rule, auto_map, header_fingerprint
from qualtrics_desk.domain.recipes import (
    Blanks,
    Duplicates,
    ListChoice,
    Recipe,
    from_toml,
    to_toml,
)
from qualtrics_desk.domain.sheet_options import SheetOptions

text = st.text(alphabet=st.characters(codec="utf-8"), max_size=12)
columns = st.lists(text, min_size=1, max_size=3).map(tuple)
rules = st.one_of(
    st.builds(Rule, target=st.just("email"), columns=columns, joiner=text),
    st.builds(Rule, target=st.just("language"), constant=text),
    st.builds(Rule, target=st.just("embeddedData.Größe"), columns=columns),
)
recipes = st.builds(
    Recipe,
    list=st.builds(
        ListChoice, id=st.just("CG_1"), name=text, directory=st.sampled_from([None, "POOL_1"])
    ),
    source=st.one_of(st.none(), text),
    sheet=st.builds(
        SheetOptions,
        encoding=st.sampled_from([None, "cp1252"]),
        delimiter=st.sampled_from([None, "\t", ";"]),
        sheet=st.one_of(st.none(), text),
        header_row=st.one_of(st.none(), st.integers(1, 99)),
    ),
    mapping=st.builds(
        Mapping,
        rules=st.lists(rules, max_size=3, unique_by=lambda rule: rule.target).map(tuple),
        ignored=st.lists(text, max_size=2).map(tuple),
    ),
    key=st.sampled_from([("email",), ("extRef",), ("email", "phone")]),
    duplicates=st.sampled_from(list(Duplicates)),
    blanks=st.sampled_from(list(Blanks)),
    share_limit=st.floats(0, 100),
    phone_region=st.sampled_from([None, "CH"]),
    columns=st.lists(text, max_size=4).map(tuple),
)


@given(recipes)
def test_a_recipe_survives_its_file(recipe: Recipe) -> None:
    assert from_toml(to_toml(recipe)) == recipe


def plain(**changes: object) -> Recipe:
    header = ("Email", "Dept")
    recipe = Recipe(list=ListChoice("CG_1", "Staff"), mapping=auto_map(header), columns=header)
    return msgspec.structs.replace(recipe, **changes)


def test_a_recipe_fits_a_file_with_the_same_columns() -> None:
    recipe = plain()

    assert recipe.fingerprint == header_fingerprint(["dept", "EMAIL"])
    assert recipe.new_columns(["Email", "Dept", "Team ", "", "Team"]) == ("Team",)


def test_a_mark_at_the_start_of_the_file_does_no_harm() -> None:
    assert from_toml("\ufeff" + to_toml(plain())) == plain()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("version = 1", "version = 2"), "version 2"),
        (("version = 1", ""), "not a recipe"),
        (("contacts import", "users import"), "users import"),
        (("share_limit = 20.0", 'share_limit = "all"'), "share_limit"),
        (("share_limit = 20.0", "share_limit = 120"), "percentage"),
        (("share_limit = 20.0", 'token = "abc"'), "token"),
        (("share_limit = 20.0", "allow_blanking = true"), "allow_blanking"),
        (('"last"', '"newest"'), "newest"),
        (('    "email",', '    "firstName",'), "cannot be a key"),
        (('target = "embeddedData.Dept"', 'target = "email"'), "Two rules fill"),
        (("[sheet]", '[sheet]\ndelimiter = ";;"'), "one character"),
        (("[sheet]", "[sheet]\nheader_row = 0"), "counts from 1"),
        (("[sheet]", "[sheet"), "TOML"),
        (('id = "CG_1"', ""), "id"),
    ],
)
def test_a_file_that_is_no_sound_recipe_is_refused_in_words(
    change: tuple[str, str], words: str
) -> None:
    good = to_toml(plain())
    assert change[0] in good

    with pytest.raises(RecipeError, match=words):
        from_toml(good.replace(*change))
