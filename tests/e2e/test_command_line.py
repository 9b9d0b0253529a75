from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

OpenDesk = Callable[..., tuple[Any, Any]]
PROGRAM = [sys.executable, "-m", "qualtrics_desk"]
COMMANDS = (
    "whoami",
    "surveys list",
    "surveys show",
    "surveys search",
    "surveys backup",
    "surveys export",
    "surveys codebook",
    "surveys diff",
    "surveys import",
    "surveys restore",
    "surveys activate",
    "surveys deactivate",
    "surveys copy",
    "lists list",
    "lists create",
    "contacts export",
    "contacts import",
    "links generate",
    "links export",
    "distributions list",
    "run",
    "jobs list",
    "jobs show",
    "jobs resume",
    "sandbox serve",
    "tour",
)
SAMPLE = "Email,First Name,Phone,Department\n"


def program(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command without any connection of its own."""
    return subprocess.run(
        [*PROGRAM, *map(str, words)],
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def people(path: Path, amount: int, *, broken: int = 0) -> Path:
    rows = [f"person{n}@example.org,Åsa {n},,Sales\n" for n in range(amount)]
    rows += [f"no address {n},Nobody,,Sales\n" for n in range(broken)]
    path.write_text(SAMPLE + "".join(rows), encoding="utf-8")
    return path


def unused_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


# --- help and usage ----------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["", *COMMANDS, "surveys", "lists", "contacts", "links", "jobs"])
def test_everything_explains_itself(words: str) -> None:
    ended = program(*words.split(), "--help")
    assert ended.returncode == 0
    assert ended.stdout.startswith("usage: qualtrics-desk")
    assert ended.stderr == ""
    for heading in COMMANDS if words == "" else ():
        assert heading.split()[0] in ended.stdout
    if words == "":
        assert "exit codes" in ended.stdout


@pytest.mark.parametrize(
    "words",
    ["nonsense", "contacts", "contacts import", "jobs show seven", "lists list --nonsense",
     "links export --survey SV_1", "--sandbox whoami", "surveys sear x"],
)  # fmt: skip
def test_wrong_usage_ends_with_one_and_leaves_the_answer_empty(words: str) -> None:
    ended = program(*words.split())
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert "usage: qualtrics-desk" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
@pytest.mark.parametrize("words", ["", "--sandbox"])
def test_without_a_display_the_window_says_so_and_what_can_be_done(words: str) -> None:
    ended = program(*words.split(), DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert "no display" in ended.stderr
    assert "qualtrics-desk tour" in ended.stderr


@pytest.mark.parametrize("words", ["--json tour --out x", "--json --sandbox"])
def test_what_the_entry_point_starts_takes_no_options_before_its_name(words: str) -> None:
    ended = program(*words.split())
    assert ended.returncode == 1
    assert "no options before" in ended.stderr


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"qualtrics-desk \d+\.\d+\.\d+\n", program("--version").stdout)


def test_without_address_or_token_it_says_what_is_missing() -> None:
    nowhere = program("whoami", QUALTRICS_API_TOKEN="T")
    assert nowhere.returncode == 1
    assert "--base-url" in nowhere.stderr
    nobody = program("--base-url", "fra1", "whoami")
    assert nobody.returncode == 1
    assert "QUALTRICS_API_TOKEN" in nobody.stderr
    unknown = program("--profile", "Nobody", "whoami", QUALTRICS_API_TOKEN="T")
    assert unknown.returncode == 1
    assert "There is no profile “Nobody”" in unknown.stderr
    for address in ("https://a b", "ftp://x.qualtrics.com", "http://brand.example.com", ""):
        refused = program("--base-url", address, "whoami", QUALTRICS_API_TOKEN="T")
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "Traceback" not in refused.stderr


# --- shapes of the answers ---------------------------------------------------------------------


def test_answers_for_programs_have_the_names_of_the_service(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    desk, brand = open_desk(seed="demo")

    def documents(*words: object, code: int = 0) -> list[dict[str, Any]]:
        ended = desk.run(*words, "--json", code=code)
        assert ended.err == ""
        return [json.loads(line) for line in ended.out.splitlines()]

    (me,) = documents("whoami")
    assert set(me) >= {"userId", "brandId", "userName"}
    surveys = documents("surveys", "list")
    assert set(surveys[0]) >= {"id", "name", "ownerId", "isActive"}
    survey = next(one["id"] for one in surveys if one["isActive"])
    (definition,) = documents("surveys", "show", survey)
    assert definition["SurveyID"] == survey
    assert documents("surveys", "search", "pulse")[0]["name"] == "Employee pulse Q3"
    (saved,) = documents("surveys", "backup", survey, "--out", tmp_path / "backup")
    assert (saved["new"], saved["same"]) == (1, 0)
    state = f"{tmp_path / 'backup'}:{survey}"
    assert documents("surveys", "diff", state, survey) == []
    (book,) = documents("surveys", "codebook", survey, "--out", tmp_path / "book.csv")
    assert book["rows"] > 1
    (closed,) = documents("surveys", "deactivate", survey, "--yes")
    assert closed["done"] == [survey]
    (copied,) = documents("surveys", "copy", survey, "--name", "A copy")
    qsf = next((tmp_path / "backup").rglob("*.qsf"))
    (brought,) = documents("surveys", "import", qsf, "--name", "Brought")
    (restored,) = documents("surveys", "restore", state)
    assert len({survey, copied["id"], brought["id"], restored["id"]}) == 4
    (opened,) = documents("surveys", "activate", survey, copied["id"], "--yes")
    assert opened["done"] == [survey, copied["id"]]
    (written,) = documents("surveys", "export", survey, "--out", tmp_path / "qsf")
    assert written["surveys"] == 1
    lists = documents("lists", "list")
    assert set(lists[0]) >= {"mailingListId", "name", "ownerId", "contactCount"}
    (made,) = documents("lists", "create", "New")
    assert made["id"].startswith("CG_")

    file = people(tmp_path / "people.csv", 5)
    (plan,) = documents("contacts", "import", file, "--list", made["id"], "--dry-run")
    assert (plan["state"], plan["job"], plan["forecast"]["states"]["new"]) == ("planned", None, 5)
    assert brand.contacts(made["id"]) == []
    (result,) = documents("contacts", "import", file, "--list", made["id"], "--yes")
    assert list(result) == ["job", "state", "counts", "files", "reasons"]
    counted = ["created", "updated", "unchanged", "skipped", "failed", "unknown"]
    assert list(result["counts"]) == counted
    assert set(result["files"]) == {"all", "failed", "succeeded"}
    assert all(Path(path).is_file() for path in result["files"].values())
    assert (result["state"], result["counts"]["created"]) == ("done", 5)

    words = ("--survey", survey, "--list", made["id"])
    (links,) = documents("links", "generate", *words)
    assert list(links) == ["job", "state", "counts", "files", "distributionId"]
    assert documents("distributions", "list", "--survey", survey)[0]["surveyLink"]
    out = tmp_path / "links.csv"
    (done,) = documents(
        "links", "export", "--survey", survey, "--distribution", links["distributionId"],
        "--out", out,
    )  # fmt: skip
    assert (done["file"], done["rows"], done["warnings"]) == (str(out), 5, [])
    (export,) = documents("contacts", "export", "--list", made["id"], "--out", out)
    assert (export["file"], export["rows"]) == (str(out), 5)
    history = documents("jobs", "list")
    assert [one["id"] for one in history] == [links["job"], result["job"]]
    (shown,) = documents("jobs", "show", result["job"])
    assert shown["counts"] == result["counts"]
    assert shown["files"] == result["files"]


def test_answers_for_people_are_tables_and_sentences(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk, brand = open_desk(seed="demo")
    assert "brand meridian" in desk.run("whoami", code=0).out
    shown = desk.run("surveys", "list", code=0).out.splitlines()
    assert shown[0].split() == ["Id", "Name", "Active", "Last", "modified", "Owner"]
    assert len(shown) == 13
    assert desk.run("jobs", "list", code=0).out == "There was no job yet.\n"
    target = brand.make_list("One")
    file = people(tmp_path / "one.csv", 1)
    said = desk.run("contacts", "import", file, "--list", target, "--yes", code=0).out
    assert "The file has 1 row, the list 0 contacts." in said
    assert "1 row to send, in 1 import request." in said
    assert "Job 1 is done." in said
    job = desk.run("jobs", "show", "1", code=0).out
    facts = dict(re.split(r"\s{2,}", line, maxsplit=1) for line in job.splitlines())
    assert facts["Job"] == "contacts import"
    assert facts["Rows"] == "1 created"
    assert facts["List"] == "One"
    assert facts["File"] == str(file)
    assert "Go on with" not in facts
    assert "There is no job 9" in desk.run("jobs", "show", "9", code=1).err
    again = desk.run("contacts", "import", file, "--list", target, "--yes", code=0).out
    assert "There is nothing to send." in again
    out = tmp_path / "x.csv"
    one = desk.run("contacts", "export", "--list", target, "--out", out, code=0).out
    assert one == f"Wrote 1 contact to {out}.\n"


def test_names_in_any_script_survive_a_terminal_that_has_no_letters_for_them(
    open_desk: OpenDesk,
) -> None:
    desk, _brand = open_desk(seed="demo")
    desk.environment |= {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    found = desk.run("surveys", "list", "--json", code=0).out
    assert "استبيان" in found
    assert "Enqu?te / ?t?" in desk.run("surveys", "list", code=0).out


def test_a_reader_that_leaves_early_does_not_end_the_work(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    desk, brand = open_desk(seed="demo")
    target = brand.make_list("Piped")
    file = people(tmp_path / "people.csv", 30)
    with desk.start("contacts", "import", file, "--list", target, "--yes") as process:
        process.stdout.close()
        complaints = process.stderr.read()
    assert process.returncode == 0
    assert complaints == ""
    assert len(brand.contacts(target)) == 30


# --- exit codes --------------------------------------------------------------------------------


def test_a_wrong_token_is_a_matter_of_sign_in(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk, brand = open_desk(seed="demo")
    target = brand.make_list()
    desk.token = "wrong"
    file = people(tmp_path / "people.csv", 3)
    for words in (
        ("whoami",),
        ("surveys", "list"),
        ("lists", "create", "X"),
        ("contacts", "import", file, "--list", target, "--yes"),
        ("contacts", "export", "--list", target, "--out", tmp_path / "x.csv"),
    ):
        ended = desk.run(*words, "--json", code=2)
        assert "token" in ended.err
        assert "wrong" not in ended.err
        assert "Traceback" not in ended.err
        assert ended.out == ""


@pytest.mark.slow
def test_no_network_gives_up_in_a_while_and_says_so(tmp_path: Path) -> None:
    # Both at once: what takes time is the patience.
    words: list[list[object]] = [
        ["whoami"],
        ["contacts", "export", "--list", "CG_1", "--out", tmp_path / "x.csv", "--json"],
    ]
    started = [
        subprocess.Popen(
            [*PROGRAM, "--base-url", unused_address(), *map(str, line)],
            env={**os.environ, "QUALTRICS_API_TOKEN": "T", "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for line in words
    ]
    for process in started:
        with process:
            out, err = process.communicate(timeout=100)
        assert process.returncode == 2
        assert "No connection to 127.0.0.1" in err
        assert "Check the network" in err
        assert "Traceback" not in err
        assert out == ""
    assert list(tmp_path.glob("x.csv*")) == []


def test_rows_that_failed_end_with_four(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk, brand = open_desk(seed="demo")
    target = brand.make_list()
    file = people(tmp_path / "people.csv", 4, broken=2)
    ended = desk.import_(file, target, code=4)
    assert desk.counts(ended.document, 6)["failed"] == 2
    assert len(brand.contacts(target)) == 4


def test_a_job_that_was_stopped_ends_with_three_and_is_resumed(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    desk, brand = open_desk("job-time=6", seed="demo")
    target = brand.make_list()
    file = people(tmp_path / "people.csv", 4, broken=1)
    words = ("contacts", "import", file, "--list", target, "--yes", "--json")
    with desk.start(*words) as process:
        while not brand.state()["jobs"]:
            assert process.poll() is None
        busy = desk.run("jobs", "resume", "1", code=3)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert out == ""
    assert "qualtrics-desk jobs resume 1" in err
    assert "Traceback" not in err
    assert re.search(r"process \d+|Another process", busy.err)
    job = desk.run("jobs", "show", "1", code=0).out
    assert "Go on with" in job
    # A wrong token comes before the stop, in the order of the codes.
    desk.token, token = "wrong", desk.token
    desk.run("jobs", "resume", "1", code=2)
    desk.token = token
    ended = desk.run("jobs", "resume", "1", "--yes", "--json")
    assert ended.code == 4
    assert len(brand.contacts(target)) == 4


def test_without_yes_and_without_a_terminal_nothing_is_sent(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    desk, brand = open_desk(seed="demo")
    target = brand.make_list()
    before = len([one for one in brand.sandbox.requests() if one["method"] != "GET"])
    file = people(tmp_path / "people.csv", 3)
    ended = desk.run("contacts", "import", file, "--list", target, code=1)
    assert "Nothing was sent." in ended.err
    assert "--yes" in ended.err
    assert len([one for one in brand.sandbox.requests() if one["method"] != "GET"]) == before
    assert brand.contacts(target) == []
    assert desk.run("jobs", "list", "--json").out == ""
    assert list(tmp_path.glob("people*")) == [file]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("contacts", "import", "none.csv", "--list", "CG_1", "--yes"), "There is no file"),
        (("run", "none.toml"), "cannot be read"),
        (("contacts", "export", "--list", "CG_none", "--out", "x.csv"), "There is no list CG_none"),
        (("jobs", "show", "7"), "There is no job 7"),
        (("jobs", "resume", "7"), "There is no job 7"),
        (("surveys", "show", ""), "An id is missing"),
        (("links", "export", "--survey", "SV_1", "--distribution", "EMD_1", "--out", "x.csv"),
         "There is no such distribution"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_named(
    open_desk: OpenDesk, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    desk, _brand = open_desk(seed="demo")
    with desk.start(*words, cwd=tmp_path) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said in err
    assert "Traceback" not in err
    assert out == ""


def test_odd_files_are_explained(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk, brand = open_desk(seed="demo")
    target = brand.make_list()
    file = people(tmp_path / "people.csv", 3)
    (tmp_path / "taken").write_text("x")
    odd = tmp_path / "odd.csv"
    odd.write_bytes(b"")
    recipe = tmp_path / "broken.toml"
    recipe.write_text("[[[", encoding="utf-8")
    for words in (
        (odd, "--list", target, "--yes"),
        (file, "--list", target, "--yes", "--results", tmp_path / "taken" / "deep"),
        (file, "--list", target, "--yes", "--mapping", recipe),
        (file, "--list", target, "--yes", "--key", "shoe size"),
        (file, "--list", target, "--yes", "--save-recipe", tmp_path / "no" / "r.toml"),
    ):
        ended = desk.run("contacts", "import", *words, code=1)
        assert ended.err.strip()
        assert "Traceback" not in ended.err
    assert brand.contacts(target) == []


# --- a terminal --------------------------------------------------------------------------------


def in_terminal(
    desk: Any, *words: object, answer: str | None = None, until: str | None = None
) -> tuple[int, str, str]:
    """Exit code, stdout and what stood on the terminal, with stderr and stdin a terminal.

    Where `until` is shown, Ctrl+C is pressed.
    """
    leader, follower = pty.openpty()
    environment = {
        **os.environ,
        "QUALTRICS_API_TOKEN": desk.token,
        "PYTHONUTF8": "1",
        **desk.environment,
    }
    process = subprocess.Popen(
        [*PROGRAM, "--base-url", desk.url, *map(str, words)],
        env=environment,
        stdin=follower,
        stderr=follower,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    os.close(follower)
    shown = b""
    for piece in _pieces(leader, process):
        shown += piece
        if answer is not None and b"Type yes" in shown:
            os.write(leader, answer.encode() + b"\n")
            answer = None
        if until is not None and until.encode() in shown:
            process.send_signal(signal.SIGINT)
            until = None
    assert process.stdout is not None
    out = process.stdout.read()
    process.stdout.close()
    os.close(leader)
    return process.wait(60), out, shown.decode()


def _pieces(leader: int, process: subprocess.Popen[str]) -> Iterator[bytes]:
    while True:
        ready, _, _ = select.select([leader], [], [], 0.2)
        if not ready:
            if process.poll() is not None:
                return
            continue
        try:
            piece = os.read(leader, 4096)
        except OSError:
            return
        if not piece:
            return
        yield piece


def test_progress_is_drawn_on_a_terminal_only(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk, brand = open_desk(seed="demo", latency=10)
    panel = next(one["id"] for one in brand.state()["lists"] if one["members"] == 2_400)
    words = ("contacts", "export", "--list", panel, "--out", tmp_path / "x.csv")

    code, out, shown = in_terminal(desk, *words)

    assert code == 0
    assert "Reading contacts" in shown
    assert "of about 2,400" in shown
    assert "\r" in shown
    assert out == f"Wrote 2,400 contacts to {tmp_path / 'x.csv'}.\n"
    plain = desk.run(*words, code=0)
    assert plain.err == ""
    assert plain.out == out


def test_a_terminal_is_told_why_nothing_happens_and_can_end_it(open_desk: OpenDesk) -> None:
    desk, brand = open_desk(seed="demo")
    brand.use("503=1")
    code, out, shown = in_terminal(desk, "whoami", until="Waiting")
    assert code == 3
    assert out == ""
    assert re.search(r"Waiting \d+ s: The service is overloaded", shown)
    assert "Stopped." in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(("answer", "sent"), [("yes", 3), ("no", 0), ("", 0)])
def test_a_terminal_is_asked_before_anything_is_sent(
    open_desk: OpenDesk, tmp_path: Path, answer: str, sent: int
) -> None:
    desk, brand = open_desk(seed="demo")
    target = brand.make_list()
    file = people(tmp_path / "people.csv", 3)
    code, out, shown = in_terminal(
        desk, "contacts", "import", file, "--list", target, answer=answer
    )
    assert "Send 3 rows?" in shown
    assert "The file has 3 rows" in out
    assert len(brand.contacts(target)) == sent
    assert code == (0 if sent else 1)


# --- profiles and addresses --------------------------------------------------------------------

KEYRING = """
import json, os
from keyring.backend import KeyringBackend

class Keyring(KeyringBackend):
    priority = 1
    def get_password(self, service, username):
        with open(os.environ["TEST_SECRETS"], encoding="utf-8") as file:
            return json.load(file).get(f"{service}/{username}")
    def set_password(self, service, username, password):
        raise NotImplementedError
    def delete_password(self, service, username):
        raise NotImplementedError
"""


def test_a_profile_and_its_keychain_entry_are_enough(
    open_desk: OpenDesk, home: Path, tmp_path: Path
) -> None:
    from qualtrics_desk.store.secrets import SecretKind, _service

    desk, brand = open_desk(seed="demo")
    bare = desk.url.removesuffix("/API/v3")
    profiles = [
        {"name": "Büro", "base_url": bare},
        {"name": "Look only", "base_url": bare, "read_only": True},
        {"name": "Locked", "base_url": bare},
    ]
    document = {"version": 1, "profiles": profiles, "last_profile": "Büro"}
    (home / "settings.json").write_text(json.dumps(document), encoding="utf-8")
    (tmp_path / "ring.py").write_text(KEYRING, encoding="utf-8")
    kept = {
        f"{_service(name)}/{SecretKind.TOKEN.value}": desk.token for name in ("Büro", "Look only")
    }
    (tmp_path / "secrets.json").write_text(json.dumps(kept), encoding="utf-8")
    ring = {
        "PYTHON_KEYRING_BACKEND": "ring.Keyring",
        "PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]),
        "TEST_SECRETS": str(tmp_path / "secrets.json"),
    }

    for words in (("whoami",), ("--profile", "büro", "whoami"), ("whoami", "--profile", "Büro")):
        ended = program(*words, **ring)
        assert ended.returncode == 0, ended.stderr
        assert "brand meridian" in ended.stdout
    locked = program("--profile", "Locked", "whoami", **ring)
    assert locked.returncode == 1
    assert "no API token" in locked.stderr
    refused = program("--profile", "Look only", "lists", "create", "X", **ring)
    assert refused.returncode == 1
    assert "read-only" in refused.stderr
    file = people(tmp_path / "people.csv", 2)
    panel = next(one["id"] for one in brand.state()["lists"] if one["members"] == 0)
    bring = ("--profile", "Look only", "contacts", "import", file, "--list", panel, "--yes")
    refused = program(*bring, **ring)
    assert refused.returncode == 1
    assert "read-only" in refused.stderr
    assert brand.contacts(panel) == []
    assert program("jobs", "list", "--json", **ring).stdout == ""


def test_an_address_is_taken_as_it_was_copied(open_desk: OpenDesk) -> None:
    desk, _brand = open_desk(seed="demo")
    whole = desk.url
    bare = whole.removesuffix("/API/v3")
    for address in (
        whole + "/", bare, bare + "/", f" “{bare}” ", bare.removeprefix("http://"),
        f"{bare}/Q/MyProjects?x=1", f"{whole}/surveys/", bare.replace("127.0.0.1", "localhost"),
    ):  # fmt: skip
        desk.url = address
        assert "brand meridian" in desk.run("whoami", code=0).out, address
    desk.url, desk.token = whole, f"  X-API-TOKEN: {desk.token}\n"
    desk.run("whoami", code=0)


@pytest.mark.parametrize("name", ["-", "list.foo", "list"])
def test_a_sheet_is_not_written_under_a_name_that_is_none(
    open_desk: Callable[..., Any], tmp_path: Path, name: str
) -> None:
    desk, brand = open_desk("lag=0")
    out = name if name == "-" else str(tmp_path / name)

    refused = desk.run("contacts", "export", "--list", brand.make_list(), "--out", out)

    assert refused.code == 1
    assert "files end in one of .csv, .tsv" in refused.err
    assert list(tmp_path.glob("list*")) == []


def test_what_was_exported_comes_back_as_it_is(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk, brand = open_desk("lag=0,job-time=0.02,dedupe=on")
    target = brand.make_list()
    brand.add(target, {"email": "in@example.org", "embeddedData": {"Team": "Blue"}})
    brand.add(target, {"email": "out@example.org", "unsubscribed": True})
    out = tmp_path / "list.csv"
    desk.run("contacts", "export", "--list", target, "--out", out, code=0)

    back = desk.run("contacts", "import", out, "--list", target, "--dry-run", code=0).out

    # Who opted out of the list only would have come back subscribed by the directory's opt-out.
    assert re.search(r"unchanged +2", back), back
    assert "protected" not in back


def test_columns_that_could_mean_the_same_are_named(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk, brand = open_desk("lag=0,job-time=0.02")
    target = brand.make_list()
    source = tmp_path / "list.csv"
    source.write_text("Email,Team,Team\na@example.org,Blue,Red\n", encoding="utf-8")

    told = desk.run("contacts", "import", source, "--list", target, "--dry-run", code=0).out

    assert "Not placed, and not sent: Team, Team (2)." in told
