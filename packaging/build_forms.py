"""Writes qualtrics_desk/gui/forms from ui/ and resources/: `python packaging/build_forms.py`.

With `--check` nothing is written; the command fails and names what is out of date. What it writes
is the same on every machine: no versions, no times.
"""

from __future__ import annotations

import ast
import enum
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from string import Template

from collect_texts import collected, modules
from PySide6 import QtCore, QtGui, QtWidgets
from qt_tools import Failed, run

ROOT = Path(__file__).resolve().parent.parent
FORMS = ROOT / "qualtrics_desk" / "gui" / "forms"
RESOURCES = ROOT / "resources"
PLURALS = RESOURCES / "translations" / "qualtrics_desk_en.ts"
INIT = '"""Generated from ui/ and resources/ by packaging/build_forms.py; not written by hand."""\n'


def main(arguments: list[str]) -> int:
    """Write what changed, or with `--check` only tell."""
    check = "--check" in arguments
    try:
        wanted = build()
    except Failed as error:
        print(error, file=sys.stderr)
        return 1
    stale = [
        path
        for path, text in wanted.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    lost = sorted(set(FORMS.glob("*.py")) - set(wanted))
    if check:
        for path in [*stale, *lost]:
            print(f"out of date: {path.relative_to(ROOT).as_posix()}", file=sys.stderr)
        if stale or lost:
            print("Run `python packaging/build_forms.py`.", file=sys.stderr)
        return 1 if stale or lost else 0
    for path in stale:
        path.write_text(wanted[path], encoding="utf-8", newline="\n")
    for path in lost:
        path.unlink()
    return 0


def build() -> dict[Path, str]:
    """Everything that is generated, by its path."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(4) as pool:
        plurals = update_plurals(Path(folder))
        resources = pool.submit(compile_resources, Path(folder), plurals)
        sources = sorted((ROOT / "ui").glob("**/*.ui"))
        texts = list(pool.map(compile_form, sources))
        # Not in the threads: PySide6 makes its enums when they are first asked for, and one thread
        # that asks while another makes them gets nothing.
        forms = {
            form_path(source): qualified(text) for source, text in zip(sources, texts, strict=True)
        }
        if len(forms) != len(sources):
            raise Failed("Two files in ui/ have the same name.")
        forms = without_unused(forms, Path(folder) / "forms")
        return {
            FORMS / "__init__.py": INIT,
            FORMS / "resources_rc.py": resources.result(),
            PLURALS: plurals,
            **forms,
        }


def form_path(source: Path) -> Path:
    """Where the module of a form lies."""
    return FORMS / f"ui_{source.stem}.py"


def compile_form(source: Path) -> str:
    """The module of one form: typed, without the version of the tool."""
    widget = ElementTree.parse(source).getroot().find("widget")
    if widget is None:
        raise Failed(f"{source.relative_to(ROOT).as_posix()} holds no widget.")
    text = run("uic", "--absolute-imports", "--no-autoconnection", str(source))
    text = re.sub(
        r"^#{80}\n## Form generated from .*?^#{80}\n\n?", "", text, count=1, flags=re.M | re.S
    )
    kind, name = widget.attrib["class"], widget.attrib["name"]
    for method in ("setupUi", "retranslateUi"):
        text = text.replace(
            f"def {method}(self, {name}):", f"def {method}(self, {name}: {kind}) -> None:"
        )
    header = f'"""Generated from {source.relative_to(ROOT).as_posix()}; not written by hand."""\n'
    text = re.sub(r"^# -\*- coding.*\n", "", text)
    return header + "\nfrom __future__ import annotations\n" + text.rstrip() + "\n"


def without_unused(forms: dict[Path, str], folder: Path) -> dict[Path, str]:
    """The modules without the imports they do not use.

    The tool names the same fifty classes in every form. Each costs its enums when it is first
    named, a tenth of a second of the start in all.
    """
    folder.mkdir()
    for path, text in forms.items():
        (folder / path.name).write_text(text, encoding="utf-8", newline="\n")
    subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--quiet", "--fix",
         "--exit-zero", "--select", "F401", str(folder)],
        capture_output=True, check=True,
    )  # fmt: skip
    return {path: (folder / path.name).read_text(encoding="utf-8") for path in forms}


def qualified(text: str) -> str:
    """The module of a form with the whole names of enum members."""
    return re.sub(r"\b(Q[A-Za-z]+)\.([A-Z]\w+)\b(?!\.)", _whole_name, text)


def _whole_name(found: re.Match[str]) -> str:
    """`Qt.PlainText` as `Qt.TextFormat.PlainText`: the short name has no type."""
    for module in (QtCore, QtGui, QtWidgets):
        member = getattr(getattr(module, found[1], None), found[2], None)
        if isinstance(member, enum.Enum):
            return f"{type(member).__qualname__}.{found[2]}"
    return found.group()


def compile_resources(folder: Path, plurals: str) -> str:
    """The resource module: themes, marks in the colours of each theme, plural forms, the logo."""
    place = folder / "resources"
    shutil.copytree(RESOURCES, place)
    listing = ElementTree.parse(place / "resources.qrc")
    group = listing.getroot().find("qresource")
    if group is None:
        raise Failed("resources/resources.qrc holds no qresource.")
    for theme in ("light", "dark"):
        tokens = tomllib.loads((RESOURCES / "themes" / f"{theme}.toml").read_text("utf-8"))
        for mark in sorted((RESOURCES / "marks").glob("*.svg")):
            target = place / "marks" / theme / mark.name
            target.parent.mkdir(exist_ok=True)
            text = Template(mark.read_text("utf-8")).substitute(tokens)
            target.write_text(text, encoding="utf-8", newline="\n")
            ElementTree.SubElement(group, "file").text = f"marks/{theme}/{mark.name}"
    source = place / "translations" / PLURALS.name
    source.write_text(plurals, encoding="utf-8")
    run("lrelease", "-silent", str(source), "-qm", str(source.with_suffix(".qm")))
    listing.write(place / "resources.qrc", encoding="unicode")
    output = folder / "resources_rc.py"
    # Without the format version, rcc writes the times of the files.
    run("rcc", "--format-version", "1", "-o", str(output), str(place / "resources.qrc"))
    text = output.read_text(encoding="utf-8")
    body = text[text.index("from PySide6 import QtCore") :]
    for name in ("qInitResources", "qCleanupResources"):
        body = body.replace(f"def {name}():", f"def {name}() -> None:")
    return '"""Generated from resources/; not written by hand."""\n\n' + body.rstrip() + "\n"


def update_plurals(folder: Path) -> str:
    """The English plural forms, brought up to date with the counted texts of the sources."""
    target = folder / PLURALS.name
    if PLURALS.exists():
        shutil.copyfile(PLURALS, target)
    calls = folder / "counted.py"
    calls.write_text("\n".join(counted_texts()), encoding="utf-8")
    options = ["-silent", "-pluralonly", "-no-obsolete", "-locations", "none"]
    languages = ["-source-language", "en", "-target-language", "en"]
    run("lupdate", *options, *languages, str(calls), "-ts", str(target))
    text = target.read_text(encoding="utf-8")
    text = re.sub(
        r"<source>([^<]*)</source>\n(\s*)<translation type=\"unfinished\">\n"
        r"(\s*)<numerusform></numerusform>\n\s*<numerusform></numerusform>",
        _regular_forms,
        text,
    )
    for message in ElementTree.fromstring(text).iter("message"):
        forms = [form.text or "" for form in message.iter("numerusform")]
        if len(forms) != 2 or not all(forms):
            # Kept, so that only the forms are left to be written.
            PLURALS.write_text(text, encoding="utf-8", newline="\n")
            words = message.findtext("source")
            raise Failed(f"{PLURALS.name}: write both forms of {words!r}, then build again.")
    return text.replace(' type="unfinished"', "")


def _regular_forms(found: re.Match[str]) -> str:
    """Both forms of a new text, if it is written as in "%Ln contact(s)" or "%Ln min"."""
    text, outer, inner = found.groups()
    if text.count("(") != text.count("(s)") or text.count("(s)") > 1:
        return found.group()
    one, many = text.replace("(s)", ""), text.replace("(s)", "s")
    return (
        f"<source>{text}</source>\n{outer}<translation>\n"
        f"{inner}<numerusform>{one}</numerusform>\n{inner}<numerusform>{many}</numerusform>"
    )


def counted_texts() -> list[str]:
    """Every translated text with a count in it, as a call that lupdate understands."""
    counted = [text for text in collected() if text.is_counted]
    known = {text.text for text in counted}
    for path in modules():
        source = path.read_text(encoding="utf-8")
        if "%Ln" not in source:
            continue
        missed = {
            str(node.value)
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Constant) and "%Ln " in str(node.value)
        } - known
        if missed:
            name = path.relative_to(ROOT).as_posix()
            raise Failed(f"{name}: {sorted(missed)} is in no tr(text, note, n).")
    return [text.call for text in counted]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
