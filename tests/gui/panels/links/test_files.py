"""The links room: what stands in its files."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from qualtrics_desk.domain.rows import View
from qualtrics_desk.gui.panels.links import merge_dialog
from qualtrics_desk.gui.panels.links.merge_dialog import MergeLinksDialog
from qualtrics_desk.gui.panels.links.names_dialog import ColumnNamesDialog
from qualtrics_desk.gui.panels.links.panel import LinksPanel
from qualtrics_desk.gui.panels.links.reconciliation import filters_of
from tests.gui.checks import clipped, nameless, tab_faults
from tests.gui.panels.links.conftest import answer_file, dialog_of, open_distribution, read_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from tests.gui.panels.links.conftest import Brand, Wait


def test_the_file_holds_what_is_shown_with_the_columns_that_were_chosen(
    panel: LinksPanel,
    brand: Brand,
    complete: Callable[..., object],
    wait: Wait,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))
    read_all(panel, wait)
    told: list[str] = []
    panel.desk.notice_told.connect(lambda text, *_: told.append(text))
    panel.ui.page.grid.choose_columns(["email", "link", "embeddedData.Department"])
    panel.ui.page.filter_bar.set_view(View())
    panel.ui.page.model.set_view(View(text="example.net", filters=filters_of("links")))
    wait(lambda: 0 < len(panel.ui.page.model.ids) < 2_400)
    amount = len(panel.ui.page.model.ids)
    ui = panel.ui
    ui.encoding_box.setCurrentIndex(ui.encoding_box.findData("utf-8"))
    ui.delimiter_box.setCurrentIndex(ui.delimiter_box.findData(";"))
    out = tmp_path / "out.csv"
    asked = answer_file(monkeypatch, out)

    assert ui.columns_button.text() == "3 columns…"
    ui.export_button.click()
    wait(lambda: out.exists() and told)

    assert asked[0].name == f"{panel.now.survey_name} links.csv"
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert list(rows[0]) == ["email", "link", "Department"]
    assert len(rows) == amount
    assert all(row["link"] and "example.net" in row["email"].lower() for row in rows)
    assert any(row["Department"] for row in rows)
    assert told == [f"Wrote {amount} links to out.csv."]

    # A workbook needs no encoding, divider or apostrophe.
    ui.kind_box.setCurrentIndex(ui.kind_box.findData("xlsx"))
    assert not ui.encoding_box.isEnabled()
    assert not ui.delimiter_box.isEnabled()
    assert not ui.safe_check.isEnabled()
    answer_file(monkeypatch, None)
    ui.export_button.click()
    wait(lambda: not panel.tasks.is_running("links.export"))
    assert len(told) == 1


def test_the_next_window_writes_files_as_the_last_one_did(
    panel: LinksPanel,
    brand: Brand,
    complete: Callable[..., object],
    wait: Wait,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))
    read_all(panel, wait)
    ui = panel.ui
    ui.kind_box.setCurrentIndex(ui.kind_box.findData("tsv"))
    ui.encoding_box.setCurrentIndex(ui.encoding_box.findData("utf-16"))
    ui.delimiter_box.setCurrentIndex(ui.delimiter_box.findData(";"))
    ui.safe_check.setChecked(True)
    panel.ui.page.grid.choose_columns(["link", "email"])
    answer_file(monkeypatch, tmp_path / "out.tsv")
    ui.export_button.click()
    wait(lambda: (tmp_path / "out.tsv").exists() and not panel.tasks.is_running("links.export"))

    complete(panel.desk.load())
    again = LinksPanel(panel.desk)
    try:
        open_distribution(again, complete, wait, brand.distribution("GeneratedInvite"))
        wait(lambda: again.now.is_whole and again.ui.export_button.isEnabled())
        asked = answer_file(monkeypatch, tmp_path / "again.tsv")
        again.ui.export_button.click()
        wait(lambda: (tmp_path / "again.tsv").exists())
        wait(lambda: not panel.desk.running.tasks)
    finally:
        complete(again.aclose())
        again.reset()
        again.deleteLater()

    assert asked[0].suffix == ".tsv"
    assert (tmp_path / "again.tsv").read_bytes() == (tmp_path / "out.tsv").read_bytes()
    with (tmp_path / "again.tsv").open(encoding="utf-16", newline="") as file:
        assert next(csv.reader(file, delimiter="\t")) == ["link", "email"]


def test_columns_have_the_names_that_were_given_them(
    panel: LinksPanel,
    brand: Brand,
    complete: Callable[..., object],
    wait: Wait,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not panel.actions_.qaction("links.names").isEnabled()
    open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))
    read_all(panel, wait)
    panel.ui.page.grid.choose_columns(["email", "link", "embeddedData.Department"])
    menu = panel.ui.file_button.menu()
    assert panel.actions_.qaction("links.names") in menu.actions()
    panel.actions_.qaction("links.names").trigger()
    dialog = dialog_of(panel, ColumnNamesDialog, wait)
    assert not nameless(dialog)
    assert not clipped(dialog)
    assert not tab_faults(dialog)
    assert dialog.edits["embeddedData.Department"].placeholderText() == "Department"
    qtbot.keyClicks(dialog.edits["link"], "email")
    assert not dialog.ui.accept_button.isEnabled()
    assert "called “email”" in dialog.ui.problem_label.text()
    dialog.edits["link"].clear()
    qtbot.keyClicks(dialog.edits["link"], "Your link")
    qtbot.keyClicks(dialog.edits["embeddedData.Department"], "Unit")
    qtbot.mouseClick(dialog.ui.accept_button, Qt.MouseButton.LeftButton)
    wait(lambda: not panel.tasks.is_running("links.names"))
    answer_file(monkeypatch, tmp_path / "out.csv")
    panel.ui.export_button.click()
    wait(lambda: (tmp_path / "out.csv").exists() and not panel.tasks.is_running("links.export"))
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file)) == ["email", "Your link", "Unit"]

    # They are there again the next time, and can be given back in one step.
    assert panel.desk.settings.link_file.names["link"] == "Your link"
    panel.actions_.qaction("links.names").trigger()
    dialog = dialog_of(panel, ColumnNamesDialog, wait)
    assert dialog.edits["link"].text() == "Your link"
    qtbot.mouseClick(dialog.ui.clear_button, Qt.MouseButton.LeftButton)
    assert not any(edit.text() for edit in dialog.edits.values())
    qtbot.mouseClick(dialog.ui.accept_button, Qt.MouseButton.LeftButton)
    wait(lambda: not panel.desk.settings.link_file.names)


def test_links_are_added_to_a_file_and_rows_without_one_are_named(
    panel: LinksPanel,
    brand: Brand,
    complete: Callable[..., object],
    wait: Wait,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    act = panel.actions_.qaction("links.merge")
    open_distribution(panel, complete, wait, brand.distribution("GeneratedInvite"))
    assert not act.isEnabled()
    read_all(panel, wait)
    (row,) = panel.ui.page.model.source.rows(panel.ui.page.model.ids[:1])
    keys = [column.key for column in panel.ui.page.model.columns]
    email, link = (row.values[keys.index(key)] for key in ("email", "link"))
    source, out = tmp_path / "seats.csv", tmp_path / "out.csv"
    text = f"Seat,E-mail\n1,nobody@nowhere.example\n2,{str(email).upper()}\n3,\n"
    source.write_text(text, encoding="utf-8")

    async def opened(*_: Any) -> Path:
        return source

    async def saved(_parent: Any, _title: str, proposed: Path, *_: Any) -> Path:
        assert proposed == tmp_path / "seats with links.csv"
        return out

    monkeypatch.setattr(merge_dialog, "ask_open_file", opened)
    monkeypatch.setattr(merge_dialog, "ask_save_file", saved)
    told: list[str] = []
    panel.desk.notice_told.connect(lambda text, *_: told.append(text))
    reads = brand.reads()
    act.trigger()
    dialog = dialog_of(panel, MergeLinksDialog, wait)
    ui = dialog.ui
    assert not nameless(dialog)
    assert not clipped(dialog)
    assert not tab_faults(dialog)
    assert (dialog.by, dialog.key) == ("email", "E-mail")
    qtbot.keyClick(ui.by_box, Qt.Key.Key_Down)
    assert (dialog.by, dialog.key) == ("extRef", "")
    assert not ui.accept_button.isEnabled()
    qtbot.keyClick(ui.by_box, Qt.Key.Key_Up)
    ui.name_edit.selectAll()
    qtbot.keyClicks(ui.name_edit, "Seat")
    assert "column “Seat” already" in ui.problem_label.text()
    ui.name_edit.selectAll()
    qtbot.keyClicks(ui.name_edit, "Your link")
    qtbot.mouseClick(ui.accept_button, Qt.MouseButton.LeftButton)
    wait(lambda: told)
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [one["Seat"] for one in rows] == ["1", "2", "3"]
    assert [one["Your link"] for one in rows] == ["", link, ""]
    assert told == ["Wrote 3 rows to out.csv, 1 with a link."]
    wait(lambda: not panel.tasks.is_running("links.merge"))
    said = " ".join(one.text() for one in panel.ui.notice.findChildren(QLabel))
    assert "Without a link here: 2 rows (lines of the file: 2, 4)." in said
    assert brand.reads() == reads
    assert source.read_text(encoding="utf-8") == text
