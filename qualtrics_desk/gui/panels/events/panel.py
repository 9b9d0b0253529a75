"""Events: subscriptions of the brand, and a workbench for what they deliver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from qualtrics_desk.gui.actions import Action
from qualtrics_desk.gui.areas.area_panel import AreaPanel
from qualtrics_desk.gui.areas.room_actions import room_actions
from qualtrics_desk.gui.marking import QT_TRANSLATE_NOOP
from qualtrics_desk.gui.panels.events.event_views import SUBSCRIPTION_VIEW
from qualtrics_desk.gui.panels.events.workbench_page import WorkbenchPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.areas.area_page import AreaPage
    from qualtrics_desk.gui.desk import Desk

ACTIONS = room_actions(
    "events",
    refresh=QT_TRANSLATE_NOOP("actions", "Refresh subscriptions"),
    find=QT_TRANSLATE_NOOP("actions", "Find a subscription"),
    new=QT_TRANSLATE_NOOP("actions", "New event subscription…"),
    change=QT_TRANSLATE_NOOP("actions", "Change the subscription…"),
    delete=QT_TRANSLATE_NOOP("actions", "Delete the subscription…"),
    export=QT_TRANSLATE_NOOP("actions", "Export subscriptions that are shown…"),
    more=(
        Action(
            id="events.test",
            text=QT_TRANSLATE_NOOP("actions", "Test the address"),
            icon="plug",
            tip=QT_TRANSLATE_NOOP("actions", "Ask the address by GET and POST from this machine"),
        ),
        Action(
            id="events.listen",
            text=QT_TRANSLATE_NOOP("actions", "Listen on this machine"),
            icon="events",
        ),
        Action(
            id="events.paste",
            text=QT_TRANSLATE_NOOP("actions", "Read the clipboard"),
            icon="copy",
            tip=QT_TRANSLATE_NOOP("actions", "Read the body of a message from the clipboard"),
        ),
        Action(
            id="events.replay",
            text=QT_TRANSLATE_NOOP("actions", "Send again…"),
            icon="retry",
            tip=QT_TRANSLATE_NOOP("actions", "Send the message to a program on this machine"),
        ),
    ),
)


class EventsPanel(AreaPanel):
    """Wire up subscriptions and see what arrives."""

    ROOM = "events"
    ACTIONS = ACTIONS
    VIEWS = (SUBSCRIPTION_VIEW,)

    workbench: WorkbenchPage

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.connect_thing("events.test", self._test)

    @override
    def title(self) -> str:
        return self.tr("Events")

    @override
    def add_pages(self) -> None:
        self.workbench = WorkbenchPage(self)
        self.add_page(self.tr("Workbench"), self.workbench)

    @override
    def subtitle(self, page: AreaPage | None) -> str:
        return self.tr("Read, check and replay what is delivered") if page is None else ""

    @override
    def offer_more(self, page: AreaPage | None) -> None:
        why = self.tr("Choose a subscription first.")
        self.actions_.set_enabled("events.test", page is not None and bool(page.thing), why)
        self.workbench.offer()

    @override
    def reset(self) -> None:
        super().reset()
        self.workbench.forget()

    @override
    async def aclose(self) -> None:
        await self.workbench.aclose()
        await super().aclose()

    async def _test(self, page: AreaPage) -> None:
        from qualtrics_desk.services.areas.publication import test_publication

        address = str(page.raw.get("publicationUrl") or "")
        notice = page.ui.detail.ui.notice
        notice.tell(self.tr("Asking {0}…").format(address))
        found = await test_publication(self.desk.session, address)
        is_good = all(knock.is_good for knock in found)
        said = " · ".join(
            f"{knock.method}: {knock.problem or self.tr('HTTP {0}').format(knock.status)}"
            for knock in found
        )
        notice.tell(
            self.tr("The address answers, as seen from this machine. {0}").format(said)
            if is_good
            else self.tr("The service wants GET and POST to be answered with 200. {0}").format(
                said
            ),
            "success" if is_good else "danger",
        )
