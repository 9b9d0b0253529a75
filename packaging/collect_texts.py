"""Collects every text of the window for a translator: `python packaging/collect_texts.py --out F`.

lupdate alone misses most of them: its reader of Python (6.11) knows neither the short functions
that our modules give their texts to nor a plural in `translate(context, text, note, n)`. So the
texts are found here, and handed to it as plain calls beside the forms.
"""

from __future__ import annotations

import ast
import json
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import NamedTuple

from qt_tools import run

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "qualtrics_desk"
FORMS = PACKAGE / "gui" / "forms"
LANGUAGES = ("-source-language", "en")
OPTIONS = ("-silent", "-no-obsolete", "-locations", "none")


KNOWN = {
    "words": ("definition", 0),
    "ColumnSpec": ("columns", 1),
    "Progress": ("phases", 0),
    "tell_sending": ("phases", 0),
}
"""Calls in rooms that know no window: the context, and which argument is the text."""
KEYWORDS = {"phase": "phases", "note": "phases"}
"""Arguments by name that are texts as well."""


class Text(NamedTuple):
    """A text as the window asks for it."""

    context: str
    text: str
    note: str = ""
    is_counted: bool = False

    @property
    def call(self) -> str:
        """The call that lupdate understands."""
        parts = ", ".join(json.dumps(part, ensure_ascii=False) for part in self[:3])
        return f"QCoreApplication.translate({parts}{', 5' if self.is_counted else ''})"


def main(arguments: list[str]) -> int:
    """Write the file, or bring one that is begun up to date."""
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="a .ts file")
    parser.add_argument("--language", default="en", help="what it will be in, as in de_CH")
    chosen = parser.parse_args(arguments)
    write(chosen.out, chosen.language)
    return 0


def write(target: Path, language: str) -> None:
    """Let lupdate write every text of the sources and the forms to a file."""
    with tempfile.TemporaryDirectory() as folder:
        calls = Path(folder) / "texts.py"
        calls.write_text("\n".join(text.call for text in collected()), encoding="utf-8")
        forms = [str(form) for form in sorted((ROOT / "ui").glob("*.ui"))]
        languages = (*LANGUAGES, "-target-language", language)
        run("lupdate", *OPTIONS, *languages, str(calls), *forms, "-ts", str(target))


def collected() -> list[Text]:
    """Every text in the sources, each once, in their order."""
    trees = {_module(file): ast.parse(file.read_text(encoding="utf-8")) for file in modules()}
    short = {name: _short_functions(tree) for name, tree in trees.items()}
    found: dict[Text, None] = {}
    for tree in trees.values():
        reader = _Reader(_short_names(tree, short))
        reader.visit(tree)
        found |= dict.fromkeys(reader.found)
    return list(found)


def modules() -> list[Path]:
    """The files in which texts stand."""
    return [file for file in sorted(PACKAGE.glob("**/*.py")) if file.parent != FORMS]


def _module(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


def _short_functions(tree: ast.Module) -> dict[str, str]:
    """Functions that hand their first argument to Qt, with the context they do it in."""
    found = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        names = [argument.arg for argument in node.args.args]
        for call in ast.walk(node):
            if isinstance(call, ast.Call) and _called(call) == "translate" and len(call.args) > 1:
                context, text = call.args[:2]
                inner = {part.id for part in ast.walk(text) if isinstance(part, ast.Name)}
                if isinstance(context, ast.Constant) and names and names[0] in inner:
                    found[node.name] = str(context.value)
    return found


def _short_names(tree: ast.Module, known: dict[str, dict[str, str]]) -> dict[str, str]:
    """The short functions a module may call: its own and those that it imports."""
    names = _short_functions(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            theirs = known.get(node.module or "", {})
            names |= {
                one.asname or one.name: theirs[one.name] for one in node.names if one.name in theirs
            }
    return names


class _Reader(ast.NodeVisitor):
    """Collects the texts of one module."""

    def __init__(self, short: dict[str, str]) -> None:
        self.found: list[Text] = []
        self._short = short
        self._classes = [""]

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        name, parts = _called(node), list(node.args)
        for keyword in node.keywords:
            context = KEYWORDS.get(keyword.arg or "", "")
            self.found += [Text(context, text) for text in _texts(keyword.value) if context]
        if name in KNOWN:
            context, place = KNOWN[name]
            self.found += [
                Text(context, text) for one in parts[place : place + 1] for text in _texts(one)
            ]
            return
        if isinstance(node.func, ast.Attribute) and name == "tr":
            contexts = [self._classes[-1]]
        elif isinstance(node.func, ast.Name) and name in self._short:
            contexts = [self._short[name]]
        elif name in ("translate", "QT_TRANSLATE_NOOP", "marked") and parts:
            contexts = _texts(parts.pop(0))
        else:
            return
        notes = _texts(parts[1]) if len(parts) > 1 else [""]
        for context in contexts:
            for text in _texts(parts[0]) if parts else ():
                self.found.append(Text(context, text, notes[0] if notes else "", len(parts) > 2))


def _called(node: ast.Call) -> str:
    return str(getattr(node.func, "attr", getattr(node.func, "id", "")))


def _texts(node: ast.expr) -> list[str]:
    """What an argument can be: a text, one of two, or all of a table."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        return [node.value]
    if isinstance(node, ast.Dict):
        return [text for value in node.values for text in _texts(value)]
    if isinstance(node, ast.Tuple | ast.List):
        return [text for value in node.elts for text in _texts(value)]
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body), *_texts(node.orelse)]
    return []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
