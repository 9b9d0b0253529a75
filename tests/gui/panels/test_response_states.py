"""The room of the responses where there is nothing, nothing works, or nothing is allowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import httpx
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from qualtrics_desk.gui.widgets.skeleton import Skeleton
from tests.gui.areas.test_areas import sign_in
from tests.gui.choosing import choose_named

if TYPE_CHECKING:
    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.main_window import MainWindow
    from tests.conftest import SandboxStarter

Wait = Callable[[Callable[[], object]], None]


def said(states: Any) -> str:
    return " ".join(label.text() for label in states.currentWidget().findChildren(QLabel))


def use(brand: Any, faults: str) -> None:
    address = brand.url.removesuffix("/API/v3")
    headers = {"X-API-TOKEN": brand.token}
    reply = httpx.put(f"{address}/sandbox/faults", json={"faults": faults}, headers=headers)
    reply.raise_for_status()


def test_no_surveys_no_right_and_no_service_each_say_so(
    desk: Desk,
    window: MainWindow,
    wait: Wait,
    complete: Callable[..., object],
    start_sandbox: SandboxStarter,
) -> None:
    desk.patience = 0.4
    brand = start_sandbox("empty", "lag=0")
    at, headers = f"{brand.url}/surveys", {"X-API-TOKEN": brand.token}
    for survey in httpx.get(at, headers=headers).json()["result"]["elements"]:
        httpx.delete(f"{at}/{survey['id']}", headers=headers).raise_for_status()
    for name, faults, expected in (
        ("Empty", "lag=0", "No surveys"),
        ("Forbidden", "forbid=surveys", "Your user may not see surveys"),
        ("Failed", "500=1", "Request id"),
    ):
        use(brand, "lag=0")
        sign_in(desk, complete, brand, name=name)
        use(brand, faults)
        panel: Any = window.go("responses")
        wait(lambda panel=panel, expected=expected: expected in said(panel.ui.states))
        assert not panel.actions_.qaction("responses.export").isEnabled()
        button = panel.ui.states.button
        assert button is not None
    # The service is well again: the button of the failure reads the surveys.
    use(brand, "lag=0")
    button.click()
    wait(lambda: "No surveys" in said(panel.ui.states))


def test_responses_over_time_are_counted_pointed_at_and_failures_told(
    desk: Desk,
    window: MainWindow,
    wait: Wait,
    complete: Callable[..., object],
    start_sandbox: SandboxStarter,
) -> None:
    brand = start_sandbox("demo", "lag=0,job-time=0.05")
    desk.patience = 0.4
    sign_in(desk, complete, brand)
    panel: Any = window.go("responses")
    wait(lambda: panel.ui.survey_list.count() == 12)
    panel.ui.tabs.setCurrentIndex(4)
    page = panel.times
    assert "without answers or names" in said(page.ui.states)
    box = page.ui.survey_box
    assert not page.ui.count_button.isEnabled()
    choose_named(box, "Employee pulse Q3", wait)

    QTest.mouseClick(page.ui.count_button, Qt.MouseButton.LeftButton)
    wait(lambda: isinstance(page.ui.states.currentWidget(), Skeleton))
    wait(lambda: page.counts is not None)
    counts = page.counts
    assert counts.total == sum(counts.days.values()) > 10
    assert sum(bar.amount for bar in page.ui.bars.bars) == counts.total
    # What was asked for holds neither answers nor people.
    order = next(line for line in brand.requests() if line["path"].endswith("/export-responses"))
    assert order["method"] == "POST"
    dates = recorded(brand, str(box.currentData()))
    assert counts.days == dates
    page.ui.bars.setFocus()
    QTest.keyClick(page.ui.bars, Qt.Key.Key_Home)
    first = page.ui.bars.bars[0]
    assert f"{first.amount} response" in page.ui.pointed_label.text()
    QTest.mouseMove(
        page.ui.bars, page.ui.bars.bar_rect(len(page.ui.bars.bars) - 1).center().toPoint()
    )
    wait(lambda: f"{page.ui.bars.bars[-1].amount} response" in page.ui.pointed_label.text())
    assert page.ui.bars.accessibleDescription()
    assert not [path for path in desk.home.root.iterdir() if path.name.startswith("dates-")]

    use(brand, "forbid=export-responses")
    page.ui.count_button.click()
    wait(lambda: "Your user may not see responses." in said(page.ui.states))
    use(brand, "500=1")
    page.ui.count_button.click()
    wait(lambda: "Request id" in said(page.ui.states) and page.ui.count_button.isEnabled())
    use(brand, "lag=0,job-time=0.05")
    page.counts = None
    page.ui.states.button.click()
    wait(lambda: page.counts is not None and page.counts.total == counts.total)


def recorded(brand: Any, survey: str) -> dict[Any, int]:
    """The days as another way of asking says them: every response of the JSON form."""
    import io
    import json
    import time
    import zipfile

    def call(method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"X-API-TOKEN": brand.token}
        return httpx.request(method, f"{brand.url}{path}", headers=headers, timeout=30, **more)

    at = f"/surveys/{survey}/export-responses"
    job = call("POST", at, json={"format": "json"}).json()["result"]["progressId"]
    while True:
        progress = call("GET", f"{at}/{job}").json()["result"]
        if progress["status"] == "complete":
            break
        time.sleep(0.02)
    content = call("GET", f"{at}/{progress['fileId']}/file").content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        found = json.loads(packed.read(packed.namelist()[0]))["responses"]
    days = Counter(
        datetime.fromisoformat(one["values"]["recordedDate"]).astimezone().date() for one in found
    )
    return dict(sorted(days.items()))
