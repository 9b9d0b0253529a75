from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.file_names import safe_file_name

FORBIDDEN = set('<>:"/\\|?*')


def test_titles_that_break_other_tools() -> None:
    assert safe_file_name('A/B: "ü" ?') == "A_B_ _ü_ _"
    assert safe_file_name("con") == "_con"
    assert safe_file_name("LPT1.csv") == "_LPT1.csv"
    assert safe_file_name(" .. ", "survey") == "survey"
    assert safe_file_name("???", "survey") == "survey"
    assert safe_file_name("Zu\u0308rich") == "Zürich"
    assert safe_file_name("استبيان رضا الزوار") == "استبيان رضا الزوار"


@given(st.text(max_size=400))
def test_every_title_makes_a_name_that_all_systems_take(title: str) -> None:
    name = safe_file_name(title)

    assert name
    assert not FORBIDDEN & set(name)
    assert all(ord(letter) >= 32 and ord(letter) != 127 for letter in name)
    assert name[-1] not in " ."
    assert len(name.encode()) <= 121
    assert safe_file_name(name) == name
