"""Templates can be translated; values are never read as templates."""

from __future__ import annotations

from qualtrics_desk.domain.definition.words import as_it_is, words


def test_values_are_no_templates() -> None:
    said = words("Show block “{name}”", name="{0} {x} {")

    assert str(said) == "Show block “{0} {x} {”"


def test_words_inside_words_are_translated_too() -> None:
    german = {"Skip to {where}": "Springe zu: {where}", "the end of the block": "Ende des Blocks"}
    said = words("Skip to {where}", where=words("the end of the block"))

    assert said.said(lambda text: german[text]) == "Springe zu: Ende des Blocks"


def test_a_translation_that_does_not_fit_is_not_used() -> None:
    assert words("At most {count} choices", count=3).said(lambda _: "{zahl}") == "At most 3 choices"


def test_a_text_of_the_survey_is_left_alone() -> None:
    assert as_it_is("a {b}").said(lambda text: text) == "a {b}"
