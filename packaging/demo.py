"""Plays the main job on the command line against a brand on this machine (`make demo`).

A contact file is imported into a fresh list, a personal link is generated for each contact, and
the links are exported. Every command is shown with its result. Files end up in `demo/`, next to
the journal the commands used.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "samples" / "contacts.csv"
FOLDER = Path(os.environ.get("QUALTRICS_DESK_DEMO", ROOT / ".demo"))
PROGRAM = [sys.executable, "-m", "qualtrics_desk"]


def main() -> int:
    """Play the job; returns 0 when every command did what it should."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    source = FOLDER / SAMPLE.name
    shutil.copyfile(SAMPLE, source)
    print("The sandbox is a Qualtrics brand that runs on this machine.\n")
    sandbox = subprocess.Popen(
        [*PROGRAM, "sandbox", "serve", "--seed", "demo", "--data", str(FOLDER / "sandbox")],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        ready = (sandbox.stdout.readline() if sandbox.stdout else "").split()
        if len(ready) != 4 or ready[0] != "ready":
            print("The sandbox did not start.")
            return 1
        return play(source, address=ready[1], token=ready[3])
    finally:
        sandbox.terminate()
        sandbox.wait(timeout=20)


def play(source: Path, address: str, token: str) -> int:
    """Run the commands one after the other."""
    command = Commands(address, token)
    command.show("whoami")
    survey = next(s for s in command.read("surveys", "list") if s["isActive"])
    made = command.read("lists", "create", "Demo import")[0]["id"]
    command.show("contacts", "import", str(source), "--list", made, "--dry-run")
    command.show("contacts", "import", str(source), "--list", made, "--yes", expect=(0, 4))
    links = command.read("links", "generate", "--survey", survey["id"], "--list", made)
    target = FOLDER / "links.csv"
    command.show(
        "links", "export", "--survey", survey["id"],
        "--distribution", links[0]["distributionId"], "--out", str(target),
    )  # fmt: skip
    contacts = FOLDER / "contacts-of-the-list.csv"
    command.show("contacts", "export", "--list", made, "--out", str(contacts))
    command.show("jobs", "list")
    print("\nFiles made:")
    for path in sorted(FOLDER.glob("*.csv")):
        print(f"  {path.relative_to(FOLDER.parent)}  {path.stat().st_size:,} bytes")
    return command.failed


class Commands:
    """Runs commands of the product as a person would."""

    def __init__(self, address: str, token: str) -> None:
        self.failed = 0
        self._address = address
        self._environment = {
            **os.environ,
            "QUALTRICS_API_TOKEN": token,
            "QUALTRICS_DESK_HOME": str(FOLDER / "home"),
        }

    def show(self, *words: str, expect: tuple[int, ...] = (0,)) -> None:
        """Run a command and show what it prints."""
        result = self._run(words)
        print(result.stdout, end="")
        self._judge(result, expect)

    def read(self, *words: str) -> list[dict]:
        """Run a command for its JSON."""
        result = self._run((*words, "--json"))
        self._judge(result, (0,))
        lines = [json.loads(line) for line in result.stdout.splitlines()]
        print(f"{len(lines)} found" if len(lines) > 3 else result.stdout.strip())
        return lines

    def _run(self, words: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        shown = " ".join(
            f'"{word}"' if " " in word else str(word).replace(f"{FOLDER}{os.sep}", "")
            for word in words
        )
        print(f"\n$ qualtrics-desk {shown}")
        return subprocess.run(
            [*PROGRAM, "--base-url", self._address, *words],
            env=self._environment, stdout=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip

    def _judge(self, result: subprocess.CompletedProcess[str], expect: tuple[int, ...]) -> None:
        if result.returncode not in expect:
            print(f"That was not expected: exit code {result.returncode}.")
            self.failed = 1


if __name__ == "__main__":
    sys.exit(main())
