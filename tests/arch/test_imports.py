from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "qualtrics_desk"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_every_contract_is_kept() -> None:
    done = lint_imports(ROOT)

    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=ignored)
    return tmp_path


@pytest.mark.parametrize(
    ("room", "planted", "contract"),
    [
        ("domain", "import qualtrics_desk.services", "Rooms import downwards only"),
        ("api", "import qualtrics_desk.store", "Rooms import downwards only"),
        ("sheets", "from qualtrics_desk import api", "Rooms import downwards only"),
        ("worker", "import qualtrics_desk.cli", "Rooms import downwards only"),
        ("kitchen", "", "Rooms import downwards only"),
        ("sandbox", "import qualtrics_desk.domain", "The sandbox imports no other room"),
        ("sandbox", "import qualtrics_desk.api", "The sandbox imports no other room"),
        ("services", "import qualtrics_desk.sandbox", "Only app, cli and __main__ start the"),
        ("worker", "import qualtrics_desk.sandbox.planted", "Only app, cli and __main__ start the"),
        ("services", "from PySide6 import QtCore", "Qt and qasync only in gui and app"),
        ("domain", "import qasync", "Qt and qasync only in gui and app"),
        ("services", "import httpx", "httpx only in api"),
        ("sheets", "from httpcore import URL", "httpx only in api"),
        ("services", "import sqlite3", "sqlite3 only in store and sandbox"),
        ("sheets", "from sqlite3 import connect", "sqlite3 only in store and sandbox"),
    ],
)
def test_a_planted_import_breaks_its_contract(
    copy: Path, room: str, planted: str, contract: str
) -> None:
    sandbox = copy / "qualtrics_desk/sandbox/planted.py"
    sandbox.touch()
    folder = copy / "qualtrics_desk" / room
    folder.mkdir(exist_ok=True)
    (folder / "__init__.py").touch()
    (folder / "planted_import.py").write_text(f"{planted}\n", encoding="utf-8")

    done = lint_imports(copy)

    broken = [line for line in done.stdout.splitlines() if " BROKEN" in line]
    assert done.returncode == 1
    assert any(line.startswith(contract) for line in broken), done.stdout


def test_a_way_to_qt_round_a_corner_breaks_the_contract(copy: Path) -> None:
    gui = copy / "qualtrics_desk/gui"
    gui.mkdir(exist_ok=True)
    (gui / "__init__.py").touch()
    (gui / "planted_window.py").write_text("from PySide6 import QtWidgets\n", encoding="utf-8")
    for room in ("cli", "worker"):
        way = copy / f"qualtrics_desk/{room}/planted.py"
        way.write_text("import qualtrics_desk.gui.planted_window\n", encoding="utf-8")

    done = lint_imports(copy)

    assert "Commands and worker reach Qt in no way BROKEN" in done.stdout
    assert "Qt and qasync only in gui and app KEPT" in done.stdout


def imported_roots(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_one_module_of_the_client_knows_httpx() -> None:
    users = [path for path in PACKAGE.rglob("*.py") if "httpx" in imported_roots(path)]

    assert [path.parent for path in users] == [PACKAGE / "api"], users
