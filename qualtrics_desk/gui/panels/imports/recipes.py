"""Recipes in the mapping: one that fits is offered, one is loaded, the draft is saved as one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qualtrics_desk.domain.mapping import lost_columns
from qualtrics_desk.gui import words
from qualtrics_desk.gui.aio import ask_open_file, ask_save_file
from qualtrics_desk.gui.panels.imports.import_words import listed
from qualtrics_desk.services.imports.proposal import load_recipe, save_recipe
from qualtrics_desk.services.imports.suggestions import Suggestion, recipes_folder, suggest

if TYPE_CHECKING:
    from qualtrics_desk.domain.recipes import Recipe
    from qualtrics_desk.gui.panels.imports.step import Bench
    from qualtrics_desk.gui.widgets.notice import Notice
    from qualtrics_desk.services.imports.draft import RecipeFit

_RECIPES = "(*.toml)"


class Recipes(QObject):
    """Puts recipes into the draft of the bench, and out of it into files.

    Signals:
        used: The draft is now as a recipe says.
        refused: The mapping shall be proposed anew after all.
    """

    used = Signal()
    refused = Signal()

    def __init__(self, bench: Bench, notice: Notice) -> None:
        super().__init__(notice)
        self._bench = bench
        self._notice = notice
        self._seen: object = None

    def suggest(self) -> None:
        """Offer a recipe that fits the columns of the file, once for each file and list."""
        self._bench.tasks.start(self._suggest(), key="suggest")

    def load(self) -> None:
        """Ask for a recipe and use it."""
        self._bench.tasks.start(self._load(), key="recipe")

    def save(self) -> None:
        """Ask where the recipe goes and write it."""
        self._bench.tasks.start(self._save(), key="recipe")

    def forget(self) -> None:
        """Another import begins, or another profile signs in."""
        self._seen = None
        self._notice.clear()

    async def _suggest(self) -> None:
        draft, desk = self._bench.draft, self._bench.desk
        destination = draft.destination
        seen = (tuple(draft.header), destination)
        if destination is None or self._seen == seen:
            return
        self._seen = seen
        found = await asyncio.to_thread(
            suggest, desk.home, desk.session.journal, draft.header, destination.list_id
        )
        if found is None or draft is not self._bench.draft or found.recipe.mapping == draft.mapping:
            self._notice.clear()
            return
        if found.is_exact and found.same_list and draft.is_untouched:
            self._use(found.recipe)
            self._notice.tell(
                self._applied_text(found), "notice", self.tr("Map anew"), self.refused.emit
            )
            return
        self._notice.tell(
            self._suggestion_text(found),
            "notice",
            self.tr("Use it"),
            lambda: self._use(found.recipe),
        )

    def _applied_text(self, found: Suggestion) -> str:
        if found.job is None:
            return self.tr("Mapped as the recipe “{0}” says for these columns.").format(found.name)
        return self.tr("Mapped as for “{0}” on {1}, which had the same columns.").format(
            found.name, words.day(found.moment)
        )

    def _suggestion_text(self, found: Suggestion) -> str:
        if not found.is_exact:
            return self._near_text(found)
        if found.job is None:
            text = self.tr("These columns fit the recipe “{0}”.").format(found.name)
        else:
            text = self.tr("These columns were mapped before, for “{0}” on {1}.").format(
                found.name, words.day(found.moment)
            )
        if not found.same_list:
            text += " " + self.tr("It was for the list “{0}”.").format(found.recipe.list.name)
        return text

    def _near_text(self, found: Suggestion) -> str:
        """A recipe for nearly these columns, with what it would lose and what is new to it."""
        header = self._bench.draft.header
        parts = [self.tr("“{0}” was mapped for nearly these columns.").format(found.name)]
        if lost := lost_columns(found.recipe.mapping, header):
            parts.append(self.tr("Missing here: {0}.").format(listed(tuple(lost))))
        if new := found.recipe.new_columns(header):
            parts.append(self.tr("New here: {0}.").format(listed(new)))
        return " ".join(parts)

    def _use(self, recipe: Recipe) -> None:
        fit = self._bench.draft.use_recipe(recipe)
        self.used.emit()
        self.tell_fit(fit)

    def tell_fit(self, fit: RecipeFit) -> None:
        """Tell which columns are not there any more, and which are new."""
        draft = self._bench.draft
        self._seen = (tuple(draft.header), draft.destination)
        if fit.lost or fit.new:
            parts = []
            if fit.lost:
                parts.append(
                    self.tr("The file has no {0}: what it filled is not imported.").format(
                        listed(fit.lost)
                    )
                )
            if fit.new:
                parts.append(self.tr("New in the file: {0}.").format(listed(fit.new)))
            self._notice.tell(" ".join(parts), "warning")

    async def _load(self) -> None:
        path = await ask_open_file(
            self._notice, self.tr("Load a recipe"), f"{self.tr('Recipes')} {_RECIPES}"
        )
        if path is None:
            return
        recipe = await asyncio.to_thread(load_recipe, path)
        self._use(recipe)

    async def _save(self) -> None:
        draft, desk = self._bench.draft, self._bench.desk
        if not draft.can_be_mapped or draft.source is None:
            return
        recipe = draft.recipe()
        folder = await asyncio.to_thread(recipes_folder, desk.home)
        path = await ask_save_file(
            self._notice,
            self.tr("Save as recipe"),
            folder / f"{draft.source.stem}.toml",
            f"{self.tr('Recipes')} {_RECIPES}",
            "toml",
        )
        if path is None:
            return
        await asyncio.to_thread(save_recipe, path, recipe)
        desk.tell(
            self.tr("Saved as “{0}”. It is offered when a file has these columns.").format(
                path.stem
            )
        )
