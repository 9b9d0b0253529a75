"""A list against all its link distributions of the survey: counts that are ways to their rows."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QWidget

from qualtrics_desk.domain.errors import DeskError
from qualtrics_desk.domain.rows import Comparison, Filter, Value, View
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import TaskScope, shown
from qualtrics_desk.gui.dialogs.confirm import Answer, ask, confirm
from qualtrics_desk.gui.errors import explain
from qualtrics_desk.gui.forms.ui_reconcile_dialog import Ui_ReconcileDialog
from qualtrics_desk.gui.kept_table import KeptTable
from qualtrics_desk.gui.models.columns import columns_of
from qualtrics_desk.gui.panels.links.writing import export_findings
from qualtrics_desk.gui.widgets.choice_box import Choice
from qualtrics_desk.gui.widgets.reading_order import InReadingOrder
from qualtrics_desk.gui.widgets.tiles import TileFacts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualtrics_desk.gui.desk import Desk
    from qualtrics_desk.gui.models.columns import Column
    from qualtrics_desk.gui.survey_choices import SurveyChoice
    from qualtrics_desk.gui.tokens import Tone
    from qualtrics_desk.services.links.browse import ListChoice
    from qualtrics_desk.store.tables.reading import Reading

_FINDING = "finding"
_TONES: Mapping[str, Tone] = {
    "missing": "danger",
    "orphan": "warning",
    "several": "warning",
    "expired": "warning",
    "opted out": "muted",
    "frequency": "warning",
}


class ReconcileDialog(InReadingOrder, QDialog):
    """The comparison.

    Attributes:
        table: The findings.
        tasks: Ends with the dialog.
    """

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        survey: SurveyChoice,
        lists: Sequence[ListChoice],
        wanted: str | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.ui = Ui_ReconcileDialog()
        self.ui.setupUi(self)
        self.tasks = TaskScope(self._tell)
        self._desk, self._survey = desk, survey
        self._lists = {one.list_id: one for one in lists}
        ui = self.ui
        ui.title_label.setText(
            self.tr("Who of a list has no good link to “{0}”?").format(survey.name)
        )
        ui.page.begin(self.tasks)
        ui.page.grid.setAccessibleName(self.tr("Findings"))
        ui.page.filter_bar.set_placeholder(self.tr("Find a contact…"))
        self.table = KeptTable(
            desk,
            self.tasks,
            ui.page,
            _columns,
            noun=words.findings,
            remembered="reconciliation",
            parent=self,
        )
        self.table.changed.connect(self._show)
        ui.list_box.set_placeholder(self.tr("Choose a list"))
        ui.list_box.set_choices([_choice(one) for one in lists])
        ui.list_box.chosen.connect(lambda _value: self._open())
        ui.tiles.chosen.connect(self.show_finding)
        ui.page.filter_bar.view_changed.connect(lambda view: ui.tiles.choose(finding_of(view)))
        for button, do, key in (
            (ui.compare_button, self._compare, "compare"),
            (ui.export_button, self._export, "export"),
            (ui.missing_button, self._generate_missing, "generate"),
            (ui.everybody_button, self._generate_everybody, "generate"),
        ):
            button.clicked.connect(lambda _=False, do=do, key=key: self._start(do, key))
        ui.close_button.clicked.connect(self.reject)
        if wanted is not None and ui.list_box.select(wanted):
            self._open()
        self._show()

    def _start(self, do: object, key: str) -> None:
        if callable(do) and not self.tasks.is_running(key):
            self.tasks.start(do(), key=key)

    @property
    def _list(self) -> ListChoice | None:
        value = self.ui.list_box.value
        return self._lists.get(value) if isinstance(value, str) else None

    def show_finding(self, key: str) -> None:
        """Show the rows of a finding; all for ""."""
        bar, model = self.ui.page.filter_bar, self.ui.page.model
        view = View(text=bar.view().text, filters=finding_filters(key))
        bar.set_view(view)
        model.set_view(msgspec.structs.replace(view, sort=model.view.sort))
        self.ui.tiles.choose(key)

    def _open(self) -> None:
        from qualtrics_desk.services.tables.places import reconciled_name

        chosen = self._list
        if chosen is not None:
            self.table.open(reconciled_name(self._survey.id, chosen.list_id))

    async def _compare(self) -> None:
        from qualtrics_desk.services.background.messages import ReconcileLinks
        from qualtrics_desk.services.links.reconcile import Reconciled

        chosen = self._list
        if chosen is None:
            return
        done = await self.table.read(
            self.tr("Compare “{0}” with its links").format(chosen.name),
            ReconcileLinks(
                survey=self._survey.id,
                list_id=chosen.list_id,
                directory=chosen.directory,
                reread=self.ui.reread_check.isChecked(),
            ),
            Reconciled,
            room="links",
        )
        if done is not None and done.warnings:
            self.ui.text_label.setText(" ".join(done.warnings))

    async def _export(self) -> None:
        columns = [(one.key, one.title) for one in self.ui.page.grid.shown_columns()]
        chosen = self._list
        name = "" if chosen is None else chosen.name
        await export_findings(
            self, self._desk, self.table.name, self.ui.page.model.view, columns, name
        )

    async def _generate_missing(self) -> None:
        from qualtrics_desk.services.background.messages import GenerateMissing
        from qualtrics_desk.services.links.missing import MissingMade, MissingRequest

        chosen, missing = self._list, self._count("missing")
        if chosen is None or not missing:
            return
        sure = await confirm(
            self,
            self.tr("New links for {0}").format(words.contacts(missing)),
            self.tr(
                "Each link becomes a distribution of its own, one after the other. Not every brand"
                " takes that: if this one does not, nothing is made and you can choose another way."
            ),
            self.tr("Generate {0}").format(words.links(missing)),
            facts=[chosen.name, self._survey.name],
        )
        if not sure:
            return
        request = MissingRequest(
            survey=self._survey.id, list_id=chosen.list_id, directory=chosen.directory
        )
        try:
            made = await self._desk.run(
                self.tr("Links for {0} of “{1}”").format(words.contacts(missing), chosen.name),
                GenerateMissing(request=msgspec.to_builtins(request)),
                MissingMade,
                room="links",
            )
        except DeskError as error:
            await self._offer_another_way(error, missing)
            return
        self.ui.text_label.setText(
            self.tr("Made {0}. Compare again to see them.").format(words.links(len(made.made)))
        )
        await self._compare()

    async def _offer_another_way(self, error: DeskError, missing: int) -> None:
        """Say why not one by one, and let the person choose what is left."""
        answer = await ask(
            self,
            self.tr("Not for single contacts"),
            explain(error).sentences,
            self.tr("New links for everybody…"),
            other=self.tr("Export the {0}…").format(words.contacts(missing)),
        )
        if answer is Answer.ACCEPT:
            await self._generate_everybody()
        elif answer is Answer.OTHER:
            self.show_finding("missing")
            await self._export()

    async def _generate_everybody(self) -> None:
        from qualtrics_desk.services.background.messages import GenerateLinks, RunJob
        from qualtrics_desk.services.links.generate import LinksRequest, LinksResult

        chosen = self._list
        if chosen is None:
            return
        people = words.contacts(chosen.count) if chosen.count else self.tr("all contacts")
        sure = await confirm(
            self,
            self.tr("Everybody gets a new link"),
            self.tr(
                "The links made before go on working, so whoever has one has two then and could"
                " answer twice. Nothing is sent to anybody."
            ),
            self.tr("Generate links for {0}").format(people),
            facts=[f"{chosen.name} · {people}", self._survey.name],
        )
        if not sure:
            return
        request = LinksRequest(
            survey=self._survey.id, list_id=chosen.list_id, directory=chosen.directory
        )
        wish = GenerateLinks(request=msgspec.to_builtins(request))
        job = await self._desk.worker.call(wish, int)
        await self._desk.run(
            self.tr("Generate links for “{0}”").format(chosen.name),
            RunJob(job=job),
            LinksResult,
            job=job,
            room="links",
            can_outlive=True,
        )
        self.ui.text_label.setText(self.tr("New links were made. Compare again to see them."))

    def _count(self, finding: str) -> int:
        reading = self.table.reading
        return 0 if reading is None else int(reading.facts.get("findings", {}).get(finding, 0))

    def _show(self) -> None:
        ui, reading, chosen = self.ui, self.table.reading, self._list
        ui.compare_button.setEnabled(chosen is not None and not self.table.is_reading)
        text = self.tr("Compare again") if reading is not None else self.tr("Compare")
        ui.compare_button.setText(text)
        ui.compare_button.setAccessibleName(text)
        may_write = not self._desk.is_read_only
        missing = self._count("missing")
        ui.missing_button.setText(
            self.tr("Links for {0}…").format(words.contacts(missing))
            if missing
            else self.tr("Links for the missing…")
        )
        ui.missing_button.setAccessibleName(ui.missing_button.text())
        for button, on in (
            (ui.missing_button, bool(missing)),
            (ui.everybody_button, reading is not None),
        ):
            button.setEnabled(on and may_write and self._survey.is_active)
        ui.export_button.setEnabled(bool(reading is not None and reading.rows))
        if reading is not None:
            self._show_reading(reading)
            return
        ui.text_label.setText(
            self.tr(
                "Links that were not read yet are read now; that updates the contact frequency of"
                " their people, as if they had been written to. What was read before is kept."
            )
        )
        if self.table.failure is not None:
            ui.states.show_error(self.table.failure, ui.compare_button.click)
        elif self.table.is_reading:
            ui.states.show_loading(self.tr("Reading the contacts of the list, then the links…"))
        elif chosen is None:
            ui.states.show_empty(
                self.tr("Choose a list"),
                self.tr("It is compared with all links that were made for it."),
                picture="contacts",
            )
        else:
            ui.states.show_empty(
                self.tr("Not compared yet"),
                self.tr("Compare it to see who has no link, two of them, or one that ended."),
                self.tr("Compare"),
                ui.compare_button.click,
                "links",
            )

    def _show_reading(self, reading: Reading) -> None:
        ui, facts = self.ui, reading.facts
        distributions = facts.get("distributions", ())
        ui.text_label.setText(
            self.tr("{0}, {1} from {2}").format(
                words.contacts(int(facts.get("contacts", 0))),
                words.links(int(facts.get("links", 0))),
                words.distributions(len(distributions)),
            )
        )
        if not reading.rows:
            ui.states.show_empty(
                self.tr("Nothing is odd"),
                self.tr("Every contact of the list has exactly one link that works."),
                picture="success",
            )
            return
        tiles = tiles_of(facts.get("findings", {}))
        ui.tiles.set_tiles(tiles)
        for one in tiles:
            tile = ui.tiles.tile(one.key)
            if tile is not None:
                tile.set_pressable(one.leads_somewhere)
        ui.tiles.choose(finding_of(ui.page.filter_bar.view()))
        ui.states.show_content()

    def _tell(self, error: DeskError) -> None:
        self.ui.text_label.setText(explain(error).sentences)


def tiles_of(findings: Mapping[str, int]) -> list[TileFacts]:
    """The counts of a comparison."""
    return [
        TileFacts(
            key, findings.get(key, 0), finding_word(key), "", tone if findings.get(key) else "muted"
        )
        for key, tone in _TONES.items()
    ]


def finding_filters(key: str) -> tuple[Filter, ...]:
    """The filter of a finding; "" is none."""
    return (Filter(_FINDING, Comparison.IS, (key,)),) if key else ()


def finding_of(view: View) -> str:
    """The finding whose rows a view shows, or ""."""
    return next((key for key in _TONES if view.filters == finding_filters(key)), "")


def finding_word(value: Value) -> str:
    """A finding in the person's words."""
    return {
        "missing": _tr("no link"),
        "orphan": _tr("not in the list"),
        "several": _tr("several links"),
        "expired": _tr("ended"),
        "opted out": _tr("opted out"),
        "frequency": _tr("too often"),
    }.get(str(value), str(value))


async def show_reconciliation(
    parent: QWidget,
    desk: Desk,
    survey: SurveyChoice,
    lists: Sequence[ListChoice],
    wanted: str | None,
) -> None:
    """Show the comparison until the person closes it."""
    dialog = ReconcileDialog(parent, desk, survey, lists, wanted)
    try:
        await shown(dialog)
    finally:
        dialog.table.close()
        dialog.tasks.close()
        await asyncio.sleep(0)


def _columns(reading: Reading) -> tuple[Column, ...]:
    return columns_of(
        reading.columns,
        hidden=("contactId", "contactLookupId", "distributions", "linkExpiration"),
        formats={_FINDING: finding_word},
        widths={"link": 22, "reason": 40},
    )


def _choice(one: ListChoice) -> Choice:
    count = "" if one.count is None else f"   ·   {words.number(one.count)}"
    return Choice(f"{one.name}{count}", one.list_id, one.list_id)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReconcileDialog", text)
