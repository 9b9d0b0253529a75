"""Writes docs/api-coverage.md: every operation of the service, and where it is in the product.

    python packaging/api_coverage.py [--log FOLDER] [--check]

What the client can do is read from the calls in `api/endpoints`, what the sandbox serves from its
table of routes, and what window and command line can reach from the references between the modules:
a call counts where a chain of references leads to it, not where a name looks like it. With `--log`
the request logs (`requests.jsonl`) below a folder, such as pytest's `--basetemp`, add to the column
"tests"; what it says already stays. With `--check` nothing is written; the command
fails where the page is out of date.

packaging/api_catalogue.tsv holds the operations; why one is not built stands in `REASONS`.
"""

from __future__ import annotations

import ast
import importlib
import json
import re
import sys
from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "qualtrics_desk"
PAGE = ROOT / "docs" / "api-coverage.md"
CATALOGUE = Path(__file__).with_name("api_catalogue.tsv")
ENDPOINTS = "qualtrics_desk.api.endpoints"
YES, NO = "✓", "–"

REASONS = (
    (r"DELETE /eventsubscriptions$", "deletes every subscription of the brand: never called"),
    (r"/whatsapp", "not known well enough to build: no source describes its bodies"),
    (r"/sms", "sending by SMS is not part of the product yet"),
    (r"/v2-api-export-responses", "an older form of the same export"),
    (r"/response(exports|imports)", "legacy, replaced by export-responses and import-responses"),
    (r"import-responses", "not built yet: the service gives no report of its rows"),
    (r"POST /surveys/\{\}/responses$", "answers are given by respondents, not by administrators"),
    (r"/uploaded-files/", "files that respondents uploaded are not fetched yet"),
    (r"/op-erase-personal-data", "its bodies are not documented in any source; not reversible"),
    (r"/logs", "the audit log is not part of the product yet"),
    (r"/audit-", "not in the catalogue; only its rate is known"),
    (
        r"/clientcertificates",
        "certificates are managed by the brand's security people in Qualtrics",
    ),
    (r"/export-contact-segment-memberships", "announced for removal"),
    (r"/contactimports", "the older research core is read only here; it is announced for removal"),
    (r"(POST|PUT|DELETE) /mailinglists", "the older research core is read only here"),
    (r"GET /mailinglists/\{\}/samples", "the older research core is read only here"),
    (r"POST /directories/\{\}/imports$", "only its rate is known, not its body"),
    (r"/distributions/preview", "known from one source only"),
    (r"/(update|delete)-responses", "known from weak sources only; single responses are corrected"),
    (r"/oauth2/token", "not below /API/v3: api/oauth.py asks it when somebody signs in"),
    (r"/transactions|/transactionbatches", "transactions are not part of the product yet"),
    (r"/segments|/samples|/frequencyrules", "not part of the product yet"),
    (
        r"/survey-definitions",
        "surveys are built in Qualtrics; here they are read, backed up, shared",
    ),
)


class Operation(NamedTuple):
    """One operation of the catalogue."""

    area: str
    method: str
    path: str

    @property
    def key(self) -> str:
        """Method and path without the names of ids."""
        return f"{self.method} {re.sub(r'{[^}]*}', '{}', self.path)}"


def main(arguments: list[str]) -> int:
    """Write the page, or tell whether it is out of date."""
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--log", type=Path, help="folder with request logs of the tests")
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args(arguments)
    tested = tested_before() | (tested_in(chosen.log) if chosen.log is not None else set())
    page = write(tested)
    if chosen.check:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page:
            return 0
        print("docs/api-coverage.md is out of date.", file=sys.stderr)
        print("Run `python packaging/api_coverage.py`.", file=sys.stderr)
        return 1
    PAGE.write_text(page, encoding="utf-8", newline="\n")
    return 0


def operations() -> list[Operation]:
    """The catalogue."""
    lines = CATALOGUE.read_text(encoding="utf-8").splitlines()[1:]
    return [Operation(*line.split("\t")) for line in lines]


def write(tested: set[str]) -> str:
    """The page."""
    calls = client_calls()
    graph = References()
    window = graph.reached("qualtrics_desk.gui", "qualtrics_desk.worker", "qualtrics_desk.app")
    commands = graph.reached("qualtrics_desk.cli")
    served = sandbox_routes()
    listed = operations()
    known = {one.key for one in listed}
    rows: dict[str, list[str]] = defaultdict(list)
    counts = [0, 0, 0, 0, 0]
    for one in listed:
        nodes = calls.get(one.key, set())
        marks = [
            bool(nodes),
            one.key in served,
            bool(nodes & window),
            bool(nodes & commands),
            one.key in tested,
        ]
        counts = [count + mark for count, mark in zip(counts, marks, strict=True)]
        why = "" if any(marks[2:4]) else reason(one.key, in_client=marks[0])
        cells = [f"{one.method} {one.path}", *(YES if mark else NO for mark in marks), why]
        rows[one.area].append("| " + " | ".join(cells) + " |")
    lost = sorted(set(calls) - known)
    lines = [
        "# Which operations of the service are where",
        "",
        "Written by packaging/api_coverage.py from the code and the request logs of the tests; not",
        "written by hand. “tests” says that a test has sent it to the sandbox.",
        "",
        f"{len(listed)} operations: {counts[0]} in the client, {counts[1]} in the sandbox,"
        f" {counts[2]} in the window, {counts[3]} on the command line.",
    ]
    for area, found in rows.items():
        lines += ["", f"## {area}", ""]
        lines += ["| operation | client | sandbox | window | commands | tests | why not |"]
        lines += ["|---|---|---|---|---|---|---|", *found]
    if lost:
        lines += ["", "## In the client, and in no catalogue", "", *(f"- {key}" for key in lost)]
    return "\n".join(lines) + "\n"


def reason(key: str, *, in_client: bool) -> str:
    """Why an operation is neither in the window nor on the command line."""
    for pattern, why in REASONS:
        if re.search(pattern, key):
            return why
    return "in the client, not yet used by a person" if in_client else "not built yet"


# The client


def client_calls() -> dict[str, set[str]]:
    """The functions that make each operation's request, as `module:name`."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted((PACKAGE / "api" / "endpoints").glob("*.py")):
        name = f"{ENDPOINTS}.{path.stem}"
        module = importlib.import_module(name)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for top in tree.body:
            if not isinstance(top, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                continue
            for node in ast.walk(top):
                if not isinstance(node, ast.Call):
                    continue
                for maker, names in _scopes(top, tree, vars(module)):
                    key = _operation(node, names)
                    if key is not None:
                        found[key].add(f"{name}:{maker}")
    return found


def _scopes(
    top: ast.stmt, tree: ast.Module, names: dict[str, object]
) -> list[tuple[str, dict[str, object]]]:
    """Who makes the requests of a function, with the routes that its names stand for.

    A local name stands for each text it is given; an argument for each text that a function of the
    module passes.
    """
    own = {
        target.id: node.value.value
        for node in ast.walk(top)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    scopes = [(_names(top)[0], {**names, **own})]
    for node in ast.walk(top):
        # A local name that is given twice stands for both.
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            given = {one.id: node.value.value for one in node.targets if isinstance(one, ast.Name)}
            scopes.append((_names(top)[0], {**names, **own, **given}))
    if isinstance(top, ast.FunctionDef) and top.name.startswith("_"):
        parameters = [one.arg for one in top.args.args]
        for caller in tree.body:
            for node in ast.walk(caller):
                is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
                if is_call and node.func.id == top.name and _names(caller):
                    given = {
                        parameter: one.value
                        for parameter, one in zip(parameters, node.args, strict=False)
                        if isinstance(one, ast.Constant)
                    }
                    scopes.append((_names(caller)[0], {**names, **own, **given}))
    return scopes


def _operation(call: ast.Call, names: dict[str, object]) -> str | None:
    function = call.func.id if isinstance(call.func, ast.Name) else ""
    keywords = {one.arg: one.value for one in call.keywords if one.arg}
    if function == "call" and len(call.args) >= 2:
        method, route = call.args[0], call.args[1]
    elif function == "listing" and call.args:
        method, route = keywords.get("method", ast.Constant("GET")), call.args[0]
    elif function == "Request" and "endpoint" in keywords:
        endpoint = _text(keywords["endpoint"], names)
        return endpoint if endpoint and " /" in endpoint else None
    else:
        return None
    verb, path = _text(method, names), _text(route, names)
    return f"{verb} {path}" if verb and path else None


def _text(node: ast.expr, names: dict[str, object]) -> str | None:
    try:
        value = eval(
            compile(ast.fix_missing_locations(ast.Expression(node)), "route", "eval"), dict(names)
        )
    except NameError:
        return None
    return value if isinstance(value, str) else None


# The sandbox


def sandbox_routes() -> set[str]:
    """What the sandbox serves."""
    routes = importlib.import_module("qualtrics_desk.sandbox.routes")
    found = {
        f"{one.method} {re.sub(r'{[^}]*}', '{}', one.path)}"
        for one in routes.ENDPOINTS
        if not one.inspection
    }
    return found | {"POST /oauth2/token"}


# Who reaches what


class References:
    """Which top-level definition of the package refers to which other one."""

    def __init__(self) -> None:
        self._edges: dict[str, set[str]] = defaultdict(set)
        self._modules: set[str] = set()
        trees = {}
        for path in sorted(PACKAGE.rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            name = name.removesuffix(".__init__")
            if ".sandbox" in name or ".gui.forms" in name:
                continue
            trees[name] = ast.parse(path.read_text(encoding="utf-8"))
        self._modules = set(trees)
        for name, tree in trees.items():
            self._read(name, tree)

    def reached(self, *rooms: str) -> set[str]:
        """Every definition that a chain of references from these rooms leads to."""
        waiting = [node for node in self._edges if node.startswith(tuple(f"{r}." for r in rooms))]
        seen: set[str] = set()
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            waiting.extend(self._edges.get(node, ()))
        return seen

    def _read(self, module: str, tree: ast.Module) -> None:
        # What is imported anywhere in the module is known everywhere in it.
        imported: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    target = f"{node.module}.{alias.name}"
                    is_module = target in self._modules
                    imported[alias.asname or alias.name] = (
                        target if is_module else f"{node.module}:{alias.name}"
                    )
        own = {name for top in tree.body for name in _names(top)}
        for top in tree.body:
            for name in _names(top):
                edges = self._edges[f"{module}:{name}"]
                for node in ast.walk(top):
                    edges |= _targets(node, module, imported, own)


def _names(top: ast.stmt) -> list[str]:
    if isinstance(top, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [top.name]
    if isinstance(top, ast.Assign):
        return [target.id for target in top.targets if isinstance(target, ast.Name)]
    if isinstance(top, ast.AnnAssign) and isinstance(top.target, ast.Name):
        return [top.target.id]
    return []


def _targets(node: ast.AST, module: str, imported: dict[str, str], own: set[str]) -> set[str]:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        target = imported.get(node.value.id, "")
        return {f"{target}:{node.attr}"} if target and ":" not in target else set()
    if isinstance(node, ast.Name):
        target = imported.get(node.id, "")
        if ":" in target:
            return {target}
        return {f"{module}:{node.id}"} if node.id in own else set()
    return set()


# The tests


def tested_in(folder: Path) -> set[str]:
    """The operations of request logs below a folder."""
    patterns = [
        (one.key, re.compile(re.sub(r"{[^}]*}", "[^/]+", one.path) + "/?$")) for one in operations()
    ]
    # The longest route first: `/directories/{}/contacts/search` is no contact.
    patterns.sort(key=lambda one: one[0].count("{"))
    found: set[str] = set()
    for log in folder.rglob("requests.jsonl"):
        for text in log.read_text(encoding="utf-8").splitlines():
            line = json.loads(text)
            path = line["path"].removeprefix("/API/v3")
            for key, pattern in patterns:
                if key.startswith(line["method"] + " ") and pattern.match(path):
                    found.add(key)
                    break
    return found


def tested_before() -> set[str]:
    """The operations that the page says were tested."""
    if not PAGE.exists():
        return set()
    found = set()
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 7 and cells[5] == YES:
            found.add(re.sub(r"{[^}]*}", "{}", cells[0]))
    return found


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))
