from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from qualtrics_desk.gui.widgets.skeleton import Skeleton

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("width", [120, 200, 320, 420, 700, 1300])
def test_bars_lie_beside_each_other_however_narrow_the_page_is(qtbot: QtBot, width: int) -> None:
    skeleton = Skeleton()
    qtbot.addWidget(skeleton)
    skeleton.resize(width, 300)

    for row in range(8):
        bars = skeleton.bars(row, 0.0)
        assert bars
        assert all(bar.width() > 0 for bar in bars)
        assert all(left.right() < right.left() for left, right in pairwise(bars))
        assert bars[0].left() >= 0
        assert bars[-1].right() <= width
