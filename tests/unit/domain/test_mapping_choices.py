from __future__ import annotations

import pytest

from qualtrics_desk.domain.mapping import Mapping, Rule, auto_map, problems
from qualtrics_desk.domain.mapping_choices import (
    Place,
    ProblemKind,
    adopt_spelling,
    best_key,
    column_choices,
    constants,
    fitted_to,
    joined,
    mapping_problems,
    with_constant,
    with_target,
    without_constant,
    without_target,
)

HEADER = ["First Name", "Last Name", "E-Mail", "Dept", "_status"]
ROWS = [["Ann", "Bo", "a@x.org", "", "created"], ["Ann", "Cy", "b@x.org", "Sales", ""]]


def test_every_column_is_there_with_its_samples_and_its_place() -> None:
    choices = column_choices(auto_map(HEADER), HEADER, ROWS)

    assert [(one.name, one.place, one.target) for one in choices] == [
        ("First Name", Place.MAPPED, "firstName"),
        ("Last Name", Place.MAPPED, "lastName"),
        ("E-Mail", Place.MAPPED, "email"),
        ("Dept", Place.MAPPED, "embeddedData.Dept"),
        ("_status", Place.IGNORED, ""),
    ]
    assert choices[0].samples == ("Ann",)
    assert choices[3].samples == ("Sales",)
    assert choices[3].filled == 0.5


def test_a_column_that_could_mean_two_things_is_open() -> None:
    choices = column_choices(auto_map(["Email", "E-mail address"]), ["Email", "E-mail address"])

    assert Place.OPEN in {one.place for one in choices}


def test_choosing_a_target_keeps_the_place_of_the_rule_and_takes_the_column_from_elsewhere() -> (
    None
):
    mapping = auto_map(HEADER)

    changed = with_target(mapping, "Last Name", "extRef")

    assert changed.targets() == ("firstName", "extRef", "email", "embeddedData.Dept")
    assert [r.columns for r in changed.rules if "Last Name" in r.columns] == [("Last Name",)]


def test_a_column_left_out_is_ignored_until_it_is_chosen_again() -> None:
    left = without_target(auto_map(HEADER), "Dept")
    back = with_target(left, "Dept", "embeddedData.Department")

    assert "Dept" in left.ignored
    assert "Dept" not in left.used()
    assert "Dept" not in back.ignored
    assert "embeddedData.Department" in back.targets()


def test_two_columns_for_one_target_block_until_they_are_joined() -> None:
    twice = with_target(auto_map(HEADER), "Last Name", "firstName")

    found = mapping_problems(twice, HEADER, ("email",))
    both = joined(twice, "firstName")

    assert [(one.kind, one.blocks, one.columns) for one in found] == [
        (ProblemKind.TWICE, True, ("First Name", "Last Name"))
    ]
    assert both.rules[0] == Rule(target="firstName", columns=("First Name", "Last Name"))
    assert mapping_problems(both, HEADER, ("email",)) == []
    assert column_choices(both, HEADER)[0].partners == ("Last Name",)


def test_embedded_names_that_differ_in_case_are_one_target() -> None:
    twice = with_target(auto_map(HEADER), "E-Mail", "embeddedData.DEPT")

    kinds = [one.kind for one in mapping_problems(twice, HEADER, ("email",))]

    assert ProblemKind.TWICE in kinds
    assert len(joined(twice, "embeddedData.dept").rules) == len(twice.rules) - 1


def test_a_column_leaves_the_others_it_was_joined_with() -> None:
    both = joined(with_target(auto_map(HEADER), "Last Name", "firstName"), "firstName")

    apart = with_target(both, "Last Name", "lastName")

    assert {rule.target: rule.columns for rule in apart.rules}["firstName"] == ("First Name",)
    assert {rule.target: rule.columns for rule in apart.rules}["lastName"] == ("Last Name",)


def test_a_constant_comes_goes_and_replaces_the_one_before() -> None:
    mapping = with_constant(auto_map(HEADER), "language", "DE")
    mapping = with_constant(mapping, "language", "FR")

    assert constants(mapping) == (Rule(target="language", constant="FR"),)
    assert constants(without_constant(mapping, "language")) == ()


def test_without_a_key_the_mapping_can_be_used_but_says_so() -> None:
    mapping = without_target(auto_map(HEADER), "E-Mail")

    found = mapping_problems(mapping, HEADER, best_key(mapping))

    assert [(one.kind, one.blocks) for one in found] == [(ProblemKind.NO_KEY, False)]


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("E-mail", None),
        ("email", "contact"),
        ("ExternalDataReference", "contact"),
        ("RecordedDate", "response"),
        ("status", "response"),
        ("Q_Language", "link"),
        ("Department", None),
    ],
)
def test_a_name_that_the_service_uses_is_warned_of(name: str, taken: str | None) -> None:
    mapping = with_target(Mapping(rules=(Rule("email", ("a",)),)), "b", f"embeddedData.{name}")

    found = mapping_problems(mapping, ["a", "b"], ["email"])

    assert [one.text for one in found] == ([] if taken is None else [taken])
    assert not any(one.blocks for one in found)


def test_an_empty_mapping_blocks() -> None:
    found = mapping_problems(Mapping(), ["A"], ("email",))

    assert any(one.blocks for one in found)


def test_a_saved_mapping_names_the_columns_the_file_lost_and_can_be_fitted() -> None:
    mapping = auto_map(HEADER)
    shorter = ["First Name", "E-Mail", "Dept"]

    found = mapping_problems(mapping, shorter, ("email",))
    fitted = fitted_to(mapping, shorter)

    assert [(one.kind, one.columns) for one in found] == [(ProblemKind.LOST, ("Last Name",))]
    assert problems(fitted, shorter) == []
    assert fitted.targets() == ("firstName", "email", "embeddedData.Dept")


def test_the_list_decides_how_embedded_data_is_spelled() -> None:
    mapping = adopt_spelling(auto_map(HEADER), ["DEPT", "Site"])

    assert "embeddedData.DEPT" in mapping.targets()


def test_the_key_follows_the_mapping() -> None:
    mapping = with_target(auto_map(HEADER), "Dept", "extRef")

    assert best_key(mapping) == ("email",)
    assert best_key(mapping, ("extRef", "phone")) == ("extRef",)
    assert best_key(without_target(mapping, "E-Mail"), ("email",)) == ("extRef",)
