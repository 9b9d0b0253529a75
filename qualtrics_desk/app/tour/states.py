"""How every panel looks when there is nothing, when it waits, fails, may not, or is offline."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from qualtrics_desk.app.sandbox import SandboxChild
from qualtrics_desk.services.sign_in.connections import connection_of
from qualtrics_desk.store.settings import Profile, ProfileKind

if TYPE_CHECKING:
    from qualtrics_desk.app.sandbox import Address
    from qualtrics_desk.app.tour.stage import Stage

ROOMS = ("surveys", "links", "contacts", "imports")
SLOW = "slow=20"
FORBIDDEN = "forbid=surveys/directories/mailinglists/distributions"
ILL = "500=1"
_PATIENCE = 0.5


async def play(stage: Stage) -> None:
    """Visit each room on brands that are empty, slow, forbidding and ill."""
    desk = stage.frame.desk
    brand = SandboxChild(stage.out / "empty sandbox", ("--seed", "empty"))
    address = await brand.start()
    desk.patience = _PATIENCE
    try:
        await _rooms(stage, address, "", "empty", ready=1.0)
        await _rooms(stage, address, SLOW, "loading", ready=0.4)
        await _rooms(stage, address, FORBIDDEN, "forbidden", ready=1.5)
        await _rooms(stage, address, ILL, "failed", ready=2.5)
        await stage.faults("", address)
        await brand.stop()
        await _rooms(stage, address, None, "no connection", ready=2.5)
    finally:
        desk.patience = None
        await brand.stop()


async def _rooms(
    stage: Stage, address: Address, spec: str | None, state: str, *, ready: float
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
        await asyncio.sleep(ready)
        await stage.snap(f"{room}, {state}")
