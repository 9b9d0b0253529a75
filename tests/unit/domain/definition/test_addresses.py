"""Only plain https addresses of a host are made, whatever a definition says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.definition.addresses import anonymous_link, editor_address

SURVEY = "SV_3gbwq8aJgqPwQDP"


def test_the_addresses_of_a_survey() -> None:
    base = "https://brand.qualtrics.com/"

    assert anonymous_link(base, SURVEY) == f"https://brand.qualtrics.com/jfe/form/{SURVEY}"
    assert (
        editor_address(base, SURVEY) == f"https://brand.qualtrics.com/survey-builder/{SURVEY}/edit"
    )


BASES = """
brand.qualtrics.com
http://brand.qualtrics.com
javascript:alert(1)
file:///etc
https://user@[::1]/
https://brand.qualtrics.com:8443
https://a b/
https://[
//x
"""


@pytest.mark.parametrize("base", BASES.split("\n"))
def test_other_addresses_are_not_made(base: str) -> None:
    assert anonymous_link(base, SURVEY) is None


@pytest.mark.parametrize("survey", ["", "SV_", "QID1", "SV_a/../b", "SV_a?x=1", "SV_a\n"])
def test_only_ids_of_surveys_are_put_in(survey: str) -> None:
    assert editor_address("https://brand.qualtrics.com", survey) is None


@given(st.text(), st.text())
def test_nothing_but_https_comes_out(base: str, survey: str) -> None:
    for made in (anonymous_link(base, survey), anonymous_link(f"https://{base}", SURVEY)):
        assert made is None or made.startswith("https://")
        assert made is None or made.count("//") == 1
