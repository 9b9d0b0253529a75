"""Uploading graphics: chosen or dropped, each with a small picture that is remembered."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from qualtrics_desk.domain.dates import to_service
from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.gui.aio import shown
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.panels.library.graphic_view import small_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualtrics_desk.gui.areas.area_page import AreaPage

ENDINGS = (".png", ".gif", ".jpg", ".jpeg")


async def ask_graphics(page: AreaPage) -> str | None:
    """Let the person choose files and upload them; the id of the last one, or None."""
    dialog = QFileDialog(page, _tr("Upload graphics"))
    dialog.setAccessibleName(dialog.windowTitle())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(f"{_tr('Graphics')} (*.png *.gif *.jpg *.jpeg)")
    if not await shown(dialog):
        return None
    return await upload(page, [Path(name) for name in dialog.selectedFiles()])


async def upload(page: AreaPage, paths: Sequence[Path]) -> str | None:
    """Upload files one after the other; one that is refused says why and stops no other."""
    from qualtrics_desk.services.areas.library import upload_graphic

    session, made, failed = page.desk.session, None, []
    for path in paths:
        more = {"thumbnail": await asyncio.to_thread(small_picture, path)}
        try:
            raw = await upload_graphic(
                session, page.of, path, uploaded=to_service(datetime.now(UTC)), more=more
            )
        except DeskError as error:
            failed.append(explain(error).sentences)
        else:
            made = str(raw["id"])
            await _remember_address(page, raw)
    if failed:
        page.ui.notice.tell(" ".join(failed), "danger")
    return made


async def _remember_address(page: AreaPage, raw: dict[str, object]) -> None:
    """Keep the address as well; its form is an old one that clients use (D.18)."""
    from qualtrics_desk.services.areas.memory import remember

    session = page.desk.session
    host = urlsplit(session.client.connection.base_url).netloc
    brand = (await session.me()).brand_id
    if brand and host.endswith(".qualtrics.com") and not host.startswith(f"{brand}."):
        host = f"{brand}.{host}"
    address = f"https://{host}/CP/Graphic.php?IM={raw['id']}"
    await remember(session, page.view.area, page.of, {**raw, "address": address})


def _tr(text: str) -> str:
    return QCoreApplication.translate("Library", text)
