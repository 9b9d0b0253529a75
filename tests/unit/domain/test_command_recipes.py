from __future__ import annotations

from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualtrics_desk.cli.commands.keeping import recipe_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.cli.parser import make_parser, parse
from qualtrics_desk.domain import command_recipes
from qualtrics_desk.domain.command_recipes import CommandRecipe, from_toml, to_toml
from qualtrics_desk.domain.errors import RecipeError

PARSER = make_parser()
letters = st.characters(codec="utf-8", exclude_characters="\0")
# argparse cannot be given this value; the test below says what becomes of it.
text = st.text(alphabet=letters, max_size=12).filter(lambda value: value != "--")


def recipes_of(kind: type[CommandRecipe]) -> st.SearchStrategy[CommandRecipe]:
    known = {
        "generate": st.sampled_from(["missing", "everybody"]),
        "stage": st.just("opened"),
        "out": st.just("made here.csv"),
    }
    fields = {}
    for field in msgspec.structs.fields(kind):
        of = {str: text, bool: st.booleans(), int: st.integers(0, 99)}
        types = get_args(field.type) or (field.type,)
        value = known[field.name] if field.name in known else of[types[0]]
        fields[field.name] = value if field.required else value | st.just(field.default)
    # One of them at most may be said.
    return st.builds(kind, **fields).filter(
        lambda made: not (getattr(made, "remind", False) and getattr(made, "stage", None))
    )


recipes = st.one_of([recipes_of(kind) for kind in command_recipes.KINDS.values()])


@given(recipes)
def test_a_recipe_survives_its_file(recipe: CommandRecipe) -> None:
    assert from_toml(to_toml(recipe)) == recipe


@settings(max_examples=60)
@given(recipes)
def test_the_command_line_takes_what_a_recipe_says(recipe: CommandRecipe) -> None:
    taken = PARSER.parse_args(recipe.words())

    for field in msgspec.structs.fields(type(recipe)):
        wanted = getattr(recipe, field.name)
        if field.name != "out" and wanted is not None:
            assert getattr(taken, {"list": "list_id"}.get(field.name, field.name)) == wanted
    kept = recipe_of(taken)
    assert type(kept) is type(recipe)
    # What a command takes for granted may be said, too.
    assert set(recipe.words()) <= set(kept.words())
    assert PARSER.parse_args(kept.words()) == taken


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind = 'links generate'\nsurvey = 'SV_1'", "list"),
        ("kind = 'links generate'\nsurvey = 'SV_1'\nlist = 'CG_1'\nyes = true", "yes"),
        ("kind = 'distributions delete'\nsurvey = 'SV_1'", "distributions delete"),
        ("kind = 'distributions send'\nfrom_email = 'a@b.c'", "from_email"),
        ("kind = ", "value"),
    ],
)
def test_what_does_not_belong_there_is_named(text: str, said: str) -> None:
    with pytest.raises(RecipeError) as caught:
        from_toml(text)

    assert said in (caught.value.detail or "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lists", "create", "--name=--"], "--name"),
        (["--sandbox", "whoami"], "--sandbox"),
    ],
)
def test_a_value_that_would_be_lost_and_a_command_for_the_window_are_refused(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        parse(words)

    assert caught.value.code == Exit.USAGE
    assert said in capsys.readouterr().err


def test_a_value_of_two_dashes_stands_behind_the_end_of_the_options() -> None:
    assert parse(["surveys", "show", "--", "name=--"]).survey == "name=--"
