"""What every panel gets from the desk."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.gui import desk as module
from qualtrics_desk.store.settings import LinkFile, LinkFileLayout, Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from qualtrics_desk.gui.desk import Desk


def test_settings_that_change_at_the_same_time_end_as_they_are_written(
    desk: Desk, complete: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, second = module.change_settings, threading.Event()

    def late(path: Any, change: Callable[[Settings], Settings]) -> Settings:
        written = real(path, change)
        if written.link_layouts:
            second.set()
        else:
            # The answer of the first one comes after that of the second, if both are let.
            second.wait(0.5)
            threading.Event().wait(0.05)
        return written

    monkeypatch.setattr(module, "change_settings", late)

    def tsv(settings: Settings) -> Settings:
        return msgspec.structs.replace(settings, link_file=LinkFile(kind="tsv"))

    def layout(settings: Settings) -> Settings:
        return msgspec.structs.replace(
            settings, link_layouts={"One": LinkFileLayout(columns=("email",))}
        )

    async def both() -> None:
        await asyncio.gather(desk.change(tsv), desk.change(layout))

    complete(both())

    assert desk.settings == load_settings(desk.home.settings)
    assert set(desk.settings.link_layouts) == {"One"}
    assert desk.settings.link_file.kind == "tsv"
