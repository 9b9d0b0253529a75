"""What a job is pinned to: who began it, where, with what; ids to be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal

from qualtrics_desk.gui import words
from qualtrics_desk.gui.panels.jobs.job_words import seconds_of
from qualtrics_desk.gui.widgets.facts_view import Fact, FactsView

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualtrics_desk.services.jobs import Entry


def facts_of(entry: Entry) -> list[Fact]:
    """Everything that is known of a job besides its rows."""
    job = entry.job
    facts: list[Fact] = [
        Fact(_tr("Kind"), words.kind_word(job.kind), ""),
        Fact(_tr("Begun"), words.moment(job.created), ""),
        Fact(_tr("Ended"), words.moment(job.finished), ""),
        Fact(_tr("Took"), words.duration(seconds_of(job)) if job.finished else "", ""),
        Fact(_tr("Mailing list"), job.list_name or "", ""),
        Fact(_tr("Id of the list"), job.list_id or "", "code"),
        Fact(_tr("Directory"), job.directory or "", "code"),
        Fact(_tr("File"), job.source or "", "code"),
        Fact(_tr("Matched by"), ", ".join(job.options.get("deduplication", ())), ""),
        Fact(_tr("Profile"), job.profile or "", ""),
        Fact(_tr("Brand"), job.brand, "code"),
        Fact(_tr("Address"), job.base_url, "code"),
        Fact(_tr("User"), job.user_id, "code"),
        Fact(_tr("Distribution"), str((job.result or {}).get("distributionId") or ""), "code"),
    ]
    if entry.process is not None:
        facts.append(Fact(_tr("Driven by process"), str(entry.process), "code"))
    return facts


class JobFacts(FactsView):
    """What is known of a job, and the jobs it belongs to.

    Signals:
        job_requested: The person wants to see another job.
    """

    job_requested = Signal(int)

    def show_entry(self, entry: Entry) -> None:
        """Show what is known of a job."""
        relatives = [
            Fact(name, self.tr("Job {0}").format(job), act=self._asker(job))
            for name, job in self._relatives(entry)
        ]
        self.show_facts([*relatives, *facts_of(entry)])

    def _asker(self, job: int) -> Callable[[], None]:
        return lambda: self.job_requested.emit(job)

    def _relatives(self, entry: Entry) -> list[tuple[str, int]]:
        job = entry.job
        found = []
        if job.parent is not None:
            name = self.tr("Undoes") if job.relation == "undo" else self.tr("Retries rows of")
            found.append((name, job.parent))
        if entry.undone_by is not None:
            found.append((self.tr("Undone by"), entry.undone_by))
        elif entry.undo_first is not None:
            found.append((self.tr("Undo first"), entry.undo_first))
        return found


def _tr(text: str) -> str:
    return QCoreApplication.translate("jobs", text)
