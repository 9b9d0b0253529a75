from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from qualtrics_desk.gui.window_place import rectangle_on_screens
from qualtrics_desk.store.settings import WindowPlace

SMALLEST = QSize(960, 600)
number = st.integers(-20_000, 20_000)
size = st.integers(100, 8_000)
screens = st.lists(
    st.builds(QRect, number, number, st.integers(1_024, 4_000), st.integers(640, 3_000)),
    min_size=1,
    max_size=3,
)


@given(x=number, y=number, width=size, height=size, screens=screens)
def test_the_whole_window_lies_on_one_screen(
    x: int, y: int, width: int, height: int, screens: list[QRect]
) -> None:
    place = WindowPlace(x=x, y=y, width=width, height=height)

    found = rectangle_on_screens(place, screens, SMALLEST)

    assert found is not None
    assert any(screen.contains(found) for screen in screens)
    assert found.width() >= SMALLEST.width()
    assert found.height() >= SMALLEST.height()


def test_a_place_that_fits_is_kept() -> None:
    place = WindowPlace(x=300, y=200, width=1_280, height=800)

    found = rectangle_on_screens(place, [QRect(0, 0, 2_560, 1_440)], SMALLEST)

    assert found == QRect(300, 200, 1_280, 800)


def test_without_a_screen_there_is_no_place() -> None:
    assert rectangle_on_screens(WindowPlace(), [], SMALLEST) is None


@pytest.mark.parametrize("place", [WindowPlace(), WindowPlace(x=5_000, y=5_000)])
def test_a_window_whose_screen_is_gone_stands_in_the_middle_of_the_first(
    place: WindowPlace,
) -> None:
    screen = QRect(0, 0, 2_000, 1_500)

    found = rectangle_on_screens(place, [screen], SMALLEST)

    assert found is not None
    assert abs(found.center().x() - screen.center().x()) <= 1
