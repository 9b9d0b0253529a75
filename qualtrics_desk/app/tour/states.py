"""How every panel looks when there is nothing, when it waits, fails, may not, or is offline."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar

from qualtrics_desk.app.sandbox import SandboxChild
from qualtrics_desk.app.tour.editing import find_list
from qualtrics_desk.app.tour.linking import choose
from qualtrics_desk.app.tour.stage import CALM
from qualtrics_desk.gui.panels.contacts.panel import ContactsPanel
from qualtrics_desk.gui.panels.links.panel import LinksPanel
from qualtrics_desk.gui.panels.surveys.panel import SurveysPanel
from qualtrics_desk.gui.widgets.skeleton import Skeleton
from qualtrics_desk.services.sign_in.connections import connection_of
from qualtrics_desk.store.settings import Profile, ProfileKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.app.sandbox import Address
    from qualtrics_desk.app.tour.stage import Stage

ROOMS = (
    "surveys", "links", "contacts", "imports", "responses", "distributions", "library", "people",
    "events",
)  # fmt: skip
LONG_LIST = "Alumni newsletter"
OLD_SURVEY = "Alumni: where are they now?"
"""What no other part of the tour has read: only what is read can be stopped."""
SLOW = "slow=20"
FORBIDDEN = (
    "forbid=surveys/directories/mailinglists/distributions/libraries/users/eventsubscriptions"
)
ILL = "500=1"
_PATIENCE = 0.5
_LOOK = 0.4


async def play(stage: Stage) -> None:
    """Visit each room on brands that are empty, slow, forbidding and ill."""
    desk = stage.frame.desk
    brand = SandboxChild(stage.out / "empty sandbox", ("--seed", "empty"))
    address = await brand.start()
    desk.patience = _PATIENCE
    try:
        await _rooms(stage, address, "", "empty")
        await _rooms(stage, address, SLOW, "loading", settled=False)
        await _rooms(stage, address, FORBIDDEN, "forbidden")
        await _rooms(stage, address, ILL, "failed")
        await brand.stop()
        await _rooms(stage, address, None, "no connection")
    finally:
        desk.patience = None
        await brand.stop()


async def _rooms(
    stage: Stage, address: Address, spec: str | None, state: str, *, settled: bool = True
) -> None:
    """Open a profile that was never open, so that nothing is kept of it, and visit each room."""
    desk, window = stage.frame.desk, stage.frame.window
    if spec is not None:
        await stage.faults("", address)
    profile = Profile(
        name=f"Rehearsal, {state}",
        base_url=address.url,
        kind=ProfileKind.PRODUCTION,
        colour="#b92b2b",
    )
    if spec:
        await stage.faults(spec, address)
    await desk.sign_in(profile, connection_of(profile, address.token))
    for room in ROOMS:
        await stage.robot.click(window.ui.rail.button(room))
        # What is asked of the service stands under the first tab; a room opens at its last one.
        bars = window.panel(room).findChildren(QTabBar)
        tabs = next((bar for bar in bars if bar.isVisible()), None)
        if tabs is not None:
            await stage.robot.click(tabs, tabs.tabRect(0).center())
        await asyncio.sleep(_LOOK)
        if settled:
            await stage.robot.until(lambda: not _waits(window), f"{room} has its answer")
        await stage.snap(f"{room}, {state}")


def _waits(window: QWidget) -> bool:
    return any(waiting.isVisible() for waiting in window.findChildren(Skeleton))


async def partial(stage: Stage) -> None:
    """A list and links whose reading was stopped, and surveys that could not be refreshed."""
    robot, window = stage.robot, stage.frame.window
    contacts = await stage.go("contacts", ContactsPanel)
    tree = contacts.ui.tree
    await robot.until(lambda: find_list(tree.model(), LONG_LIST), f"the list {LONG_LIST}")
    index = find_list(tree.model(), LONG_LIST)
    if index is None:
        raise TypeError(f"there is no list {LONG_LIST}")
    await stage.faults("slow=0.3")
    await robot.click_row(tree, index)
    await _stop(stage, "contacts")
    await stage.snap("contacts, partial")
    links = await stage.go("links", LinksPanel)
    entries = links.ui.distribution_list
    await stage.faults("")
    await choose(stage, links.ui.survey_box, OLD_SURVEY)
    await robot.until(lambda: entries.model().rowCount() == 1, "its distribution is listed")
    await robot.click_row(entries, entries.model().index(0, 0))
    await robot.until(links.actions_.qaction("links.read").isEnabled, "they can be read")
    await stage.faults("slow=0.3")
    await robot.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier, links)
    await _stop(stage, "links")
    await stage.snap("links, partial")
    await stage.faults("forbid=surveys")
    surveys = await stage.go("surveys", SurveysPanel)
    await robot.click(surveys.ui.refresh_button)
    await robot.until(surveys.ui.notice.isVisible, "the refresh has failed")
    await stage.snap("surveys, as they were last read")
    await stage.faults(CALM)
    window.ui.notice.clear()


async def _stop(stage: Stage, what: str) -> None:
    """Stop what the worker reads as soon as it has some of it."""
    running = stage.frame.desk.running

    def has_rows() -> bool:
        signs = [task.progress for task in running.tasks if task.progress is not None]
        return any(sign.done and what in sign.phase for sign in signs)

    await stage.robot.until(has_rows, f"some {what} are read")
    stop = stage.frame.window.ui.tray.stop_button(running.tasks[-1])
    if stop is not None:
        await stage.robot.click(stop)
    await stage.robot.until(lambda: not running.tasks, "the reading has stopped")
    await stage.robot.breathe()
