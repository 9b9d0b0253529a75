"""Makes the pictures of docs/ anew: `python packaging/make_pictures.py`, or `make pictures`.

They are taken by the tour, never by hand, so that they show the window as it is.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
CHOSEN = {
    "first-run": "light",
    "what-the-token-can-do": "light",
    "a-survey-as-a-respondent-sees-it": "light",
    "the-flow-of-a-survey-as-a-picture": "light",
    "search-in-every-question-of-every-survey": "light",
    "what-differs-between-two-versions": "dark",
    "import-the-file": "light",
    "import-the-mapping": "light",
    "import-the-plan": "light",
    "import-the-result": "dark",
    "links-before-they-are-read": "light",
    "links-read-and-compared-with-the-list": "light",
    "contacts-changes-not-sent-yet": "light",
    "contacts-the-review": "dark",
    "contacts-a-conflict": "light",
    "contacts-everything-about-one-person": "light",
    "responses-exported": "light",
    "responses-a-quick-look": "dark",
    "people-one-user": "light",
    "library-what-a-message-changes": "dark",
    "events-the-workbench": "light",
    "jobs": "light",
    "jobs-what-an-undo-would-do": "dark",
    "search-or-run-a-command": "dark",
    "contacts-forbidden": "light",
}
"""Steps of the tour that the guide shows, and in which theme."""


def main() -> int:
    """Play the tour and take the pictures the guide shows; returns the exit code of the tour."""
    with tempfile.TemporaryDirectory() as folder:
        played = subprocess.run(
            [sys.executable, "-m", "qualtrics_desk", "tour", "--out", folder], check=False
        )
        if played.returncode:
            return played.returncode
        PICTURES.mkdir(exist_ok=True)
        for old in PICTURES.glob("*.png"):
            old.unlink()
        for name, theme in CHOSEN.items():
            numbered = re.compile(rf"\d+-{name}\.png")
            (found,) = (
                one for one in Path(folder, theme).iterdir() if numbered.fullmatch(one.name)
            )
            shutil.copyfile(found, PICTURES / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
