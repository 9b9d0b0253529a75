"""Which columns the rows of a job are shown with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.gui.models.columns import columns_of
from qualtrics_desk.gui.panels.jobs.job_words import failures_of
from qualtrics_desk.store.staging.plan_rows import GROUP

if TYPE_CHECKING:
    from qualtrics_desk.gui.models.columns import Column
    from qualtrics_desk.services.jobs import Entry
    from qualtrics_desk.store.staging.plan_rows import PlanRows

_LINE, _NOTE = 7, 36
_ORDERS = ("contacts edit", "contacts undo", "people undo", "user offboard", "offboard undo")


def job_columns(rows: PlanRows, entry: Entry) -> tuple[Column, ...]:
    """State and reason first, then the file, or what an edit or undo was to do."""
    is_planned = entry.job.state is JobState.PLANNING
    titles = {
        "contactId": _tr("Contact"),
        "id": _tr("Id"),
        "step": _tr("Step"),
        "name": _tr("What"),
        "action": _tr("Change"),
    }
    specs = [
        msgspec.structs.replace(spec, title=titles[spec.title])
        if spec.title in titles and entry.job.kind in _ORDERS
        else spec
        for spec in rows.columns
    ]
    says_why = failures_of(entry) or entry.counts.get("skipped") or entry.job.kind in _ORDERS
    return columns_of(
        specs,
        editable=[spec.key for spec in specs if spec.key.startswith("cell")]
        if entry.job.kind == "contacts import" and entry.job.state is JobState.DONE
        else (),
        hidden=(
            "outcome" if is_planned else "plan",
            "rule",
            "route",
            GROUP,
            *(() if says_why else ("note",)),
        ),
        widths={"line": _LINE, "note": _NOTE},
        state="plan" if is_planned else "outcome",
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("jobs", text)
