"""What is done with surveys at the service: changed, copied, imported, deleted.

Whatever writes at the service is asked for first, with its scope; whatever can be taken back offers
that afterwards.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import QObject

from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import ask_open_file, shown
from qualtrics_desk.gui.dialogs.confirm import confirm
from qualtrics_desk.gui.dialogs.text_prompt import ask_text

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from qualtrics_desk.gui.panel import Panel
    from qualtrics_desk.gui.panels.surveys.survey_rows import SurveyRow
    from qualtrics_desk.services.survey_changes import ChangesDone, SurveyChange

Result = TypeVar("Result")

MOST_NAMED = 6
"""Surveys that a question names; the rest are counted."""
WRITING = ("activate", "deactivate", "rename", "dates", "share", "copy", "delete")


class Deeds(QObject):
    """Connects the actions on the surveys that are selected.

    Args:
        panel: The room.
        selected: The surveys that are selected, the current one first.
        changed: The list has changed: show it.
    """

    def __init__(
        self,
        panel: Panel,
        selected: Callable[[], Sequence[SurveyRow]],
        changed: Callable[[], object],
    ) -> None:
        super().__init__(panel)
        self._panel, self._desk, self._selected = panel, panel.desk, selected
        self._changed = changed
        deeds: dict[str, Callable[[], Coroutine[None, None, object]]] = {
            "activate": lambda: self._set_active(True),
            "deactivate": lambda: self._set_active(False),
            "rename": self._rename,
            "dates": self._dates,
            "share": self._share,
            "copy": self._copy,
            "delete": self._delete,
            "restore": self._restore,
            "import": self._import,
        }
        for name, deed in deeds.items():
            panel.actions_.connect_to(f"surveys.{name}", self._starter(deed))
        self.show_state()

    def _starter(self, deed: Callable[[], Coroutine[None, None, object]]) -> Callable[[], object]:
        return lambda: self._panel.tasks.start(deed(), key="deed")

    def show_state(self) -> None:
        """Offer what can be done now; what cannot says why."""
        surveys, actions = self._selected(), self._panel.actions_
        signed_in, read_only = self._desk.is_signed_in, self._desk.is_read_only
        for name in (*WRITING, "compare", "codebook", "export_qsf", "backup"):
            why = ""
            if not signed_in:
                why = self.tr("Sign in first.")
            elif not surveys:
                why = self.tr("Choose a survey first.")
            elif read_only and name in WRITING:
                why = self.tr("This profile is read-only.")
            elif name in ("rename", "copy") and len(surveys) != 1:
                why = self.tr("One survey at a time.")
            elif name == "compare" and len(surveys) > 2:
                why = self.tr("Choose one survey or two.")
            elif name == "activate" and all(one.is_active for one in surveys):
                why = self.tr("Active already.")
            elif name == "deactivate" and all(one.is_active is False for one in surveys):
                why = self.tr("Inactive already.")
            actions.set_enabled(f"surveys.{name}", not why, why)
        for name in ("import", "restore"):
            why = self.tr("This profile is read-only.") if read_only else self.tr("Sign in first.")
            actions.set_enabled(f"surveys.{name}", signed_in and not read_only, why)
        actions.set_enabled("surveys.read_all", signed_in, self.tr("Sign in first."))

    # Changes

    async def _set_active(self, active: bool) -> None:
        surveys = [one for one in self._selected() if one.is_active is not active]
        count = words.surveys(len(surveys))
        if active:
            title = self.tr("Activate {0}?").format(count)
            text = self.tr("Everybody who has a link can answer then.")
            accept = self.tr("Activate {0}").format(count)
        else:
            title = self.tr("Deactivate {0}?").format(count)
            text = self.tr("Nobody can answer then; personal links lead to a closed survey.")
            accept = self.tr("Deactivate {0}").format(count)
        if not await confirm(
            self._panel, title, text, accept, facts=self._facts(surveys), danger=len(surveys) > 1
        ):
            return
        wish = self._wish("activate" if active else "deactivate", surveys)
        said = self.tr("Now active: {0}.") if active else self.tr("Now inactive: {0}.")
        await self._change(wish, said.format(count))

    async def _rename(self) -> None:
        survey = self._selected()[0]
        name = await ask_text(
            self._panel,
            self.tr("Rename survey"),
            self.tr("Rename survey"),
            hint=self.tr("“{0}” in the brand {1}").format(survey.title, self._brand()),
            text=survey.name,
            longest=200,
        )
        if name and name != survey.name:
            wish = self._wish("rename", [survey], name=name)
            await self._change(wish, self.tr("Renamed: “{0}”.").format(name))

    async def _dates(self) -> None:
        from qualtrics_desk.gui.panels.surveys.wish_dialogs import SurveyDatesDialog

        surveys = self._selected()
        count = words.surveys(len(surveys))
        dialog = SurveyDatesDialog(
            self._panel,
            self.tr("When can respondents answer?"),
            "\n".join(self._facts(surveys)),
            self.tr("Set dates of {0}").format(count),
        )
        if await shown(dialog):
            wish = self._wish("dates", surveys, starts=dialog.starts, ends=dialog.ends)
            await self._change(wish, self.tr("Dates are set: {0}.").format(count))

    async def _share(self) -> None:
        from qualtrics_desk.gui.panels.surveys.wish_dialogs import ShareSurveysDialog

        surveys = self._selected()
        count = words.surveys(len(surveys))
        dialog = ShareSurveysDialog(
            self._panel,
            self.tr("Share {0} with somebody").format(count),
            "\n".join(self._facts(surveys)),
            await self._people(),
            self.tr("Share {0}").format(count),
        )
        if await shown(dialog):
            wish = self._wish("share", surveys, user=dialog.user, rights=dialog.rights)
            await self._change(wish, self.tr("Shared: {0}.").format(count))

    async def _delete(self) -> None:
        surveys = self._selected()
        is_one = len(surveys) == 1
        count = words.surveys(len(surveys))
        title = (
            self.tr("Delete “{0}” with all its responses?").format(surveys[0].title)
            if is_one
            else self.tr("Delete {0} with all their responses?").format(count)
        )
        text = self.tr(
            "The service has no way back: responses and links are gone for good. Questions, flow "
            "and options are saved on this machine first, so a new survey can be made of them."
        )
        typed = surveys[0].title if is_one else self.tr("delete {0}").format(count)
        if await confirm(
            self._panel,
            title,
            text,
            self.tr("Delete {0}").format(count),
            facts=self._facts(surveys),
            typed=typed,
            danger=True,
        ):
            wish = self._wish("delete", surveys)
            await self._change(wish, self.tr("Deleted, and saved here before: {0}.").format(count))

    async def _change(self, wish: SurveyChange, said: str) -> None:
        from qualtrics_desk.services.background.messages import ChangeSurveys
        from qualtrics_desk.services.survey_changes import ChangesDone

        request = ChangeSurveys(change=msgspec.to_builtins(wish))
        done = await self._desk.run(self.tr("Changing surveys"), request, ChangesDone)
        self._changed()
        if done.failed:
            self._tell_failed(done)
        elif done.back:
            self._desk.tell(said, self.tr("Undo"), lambda: self._undo(done.back))
        else:
            self._desk.tell(said)

    async def _undo(self, back: Sequence[SurveyChange]) -> None:
        for wish in back:
            await self._change(wish, self.tr("Taken back."))

    def _tell_failed(self, done: ChangesDone) -> None:
        first = done.failed[0].problem
        raise UsageError(
            self.tr("{0} could not be changed. Changed: {1}.").format(
                words.surveys(len(done.failed)), words.number(len(done.done))
            ),
            detail=" ".join(
                str(first[key]) for key in ("message", "service_text", "detail") if first.get(key)
            ),
            hint=self.tr("Surveys: {0}").format(
                ", ".join(one.survey for one in done.failed[:MOST_NAMED])
            ),
        )

    # New surveys

    async def _copy(self) -> None:
        from qualtrics_desk.gui.panels.surveys.wish_dialogs import CopySurveyDialog
        from qualtrics_desk.services.definitions.making import copy_survey

        survey = self._selected()[0]
        dialog = CopySurveyDialog(self._panel, survey.title, await self._people())
        if not await shown(dialog):
            return
        name, owner = dialog.name, dialog.owner
        made = await copy_survey(self._desk.session, survey.id, name, owner)
        self._changed()
        me = self._desk.me
        if me is not None and owner == me.user_id:
            self._tell_made(name, made)
        else:
            self._desk.tell(self.tr("Copied: “{0}” belongs to {1}.").format(name, owner))

    async def _import(self) -> None:
        path = await ask_open_file(
            self._panel,
            self.tr("Import survey"),
            self.tr("Surveys (*.qsf *.txt *.docx);;All files (*)"),
        )
        if path is not None:
            await self._bring(path, "")

    async def _restore(self) -> None:
        path = await ask_open_file(
            self._panel, self.tr("Restore from backup"), self.tr("Saved surveys (*.qsf)")
        )
        if path is not None:
            await self._bring(path, self.tr("{0}, restored"))

    async def _bring(self, path: Path, form: str) -> None:
        from qualtrics_desk.services.definitions.making import import_survey, read_survey_file

        file = await asyncio.to_thread(read_survey_file, path)
        name = file.name or path.stem
        hint = self.tr("It becomes a new, inactive survey of yours in the brand {0}.").format(
            self._brand()
        )
        if file.questions is not None:
            hint = words.questions(file.questions) + ". " + hint
        wanted = await ask_text(
            self._panel,
            self.tr("Import “{0}”").format(path.name),
            self.tr("Import survey"),
            hint=hint,
            text=form.format(name) if form else name,
            longest=200,
        )
        if wanted:
            made = await import_survey(self._desk.session, path.name, file, wanted)
            self._changed()
            self._tell_made(wanted, made)

    def _tell_made(self, name: str, made: str) -> None:
        self._desk.tell(
            self.tr("Made: “{0}”. It is inactive.").format(name),
            self.tr("Show"),
            lambda: self._desk.visit("surveys", survey=made),
        )

    def _wish(self, change: str, surveys: Sequence[SurveyRow], **more: object) -> SurveyChange:
        from qualtrics_desk.services.survey_changes import SurveyChange

        known = {"change": change, "surveys": [one.id for one in surveys], **more}
        return msgspec.convert(known, SurveyChange)

    def _facts(self, surveys: Sequence[SurveyRow]) -> list[str]:
        facts = [self.tr("Brand: {0}").format(self._brand())]
        facts += [f"{one.title} ({one.id})" for one in surveys[:MOST_NAMED]]
        if len(surveys) > MOST_NAMED:
            rest = words.number(len(surveys) - MOST_NAMED)
            facts.append(self.tr("and {0} more").format(rest))
        return facts

    def _brand(self) -> str:
        me, profile = self._desk.me, self._desk.profile
        if me is not None and me.brand_id:
            return me.brand_id
        return profile.name if profile is not None else ""

    async def _people(self) -> dict[str, str]:
        from qualtrics_desk.services.owners import known_owners
        from qualtrics_desk.services.tables.places import profile_of

        profile = profile_of(self._desk.session)
        known = await asyncio.to_thread(known_owners, self._desk.home, profile)
        me = await self._desk.session.me()
        mine = me.user_id or ""
        return {mine: self.tr("Me"), **{key: name for key, name in known.items() if key != mine}}
