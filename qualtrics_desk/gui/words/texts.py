"""How a text of this package becomes one of the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from qualtrics_desk.gui.forms import resources_rc

# Importing the module is what makes ":/" readable; naming it here keeps the import.
_RESOURCES = resources_rc


def install(application: QCoreApplication) -> None:
    """Give the application the plural forms; once, right after it is made."""
    translator = QTranslator(application)
    if not translator.load(":/translations/qualtrics_desk_en.qm"):
        raise FileNotFoundError(":/translations/qualtrics_desk_en.qm")
    QCoreApplication.installTranslator(translator)


def tr(text: str, note: str = "", n: int = -1) -> str:
    """The translation of a text; lupdate knows this name and finds the plurals."""
    return QCoreApplication.translate("", text, note, n)
