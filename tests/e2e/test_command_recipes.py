"""Commands of links, distributions and the status sheet, kept as recipes and run again."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

OpenDesk = Callable[..., tuple[Any, Any]]


class Scene:
    """A list of twelve, a survey, and a folder for recipes that is not the one of work."""

    def __init__(self, desk: Any, brand: Any, folder: Path) -> None:
        self.desk, self.brand, self.folder = desk, brand, folder
        self.list_id = brand.make_list("Twelve")
        brand.fill(self.list_id, 12)
        surveys = desk.run("surveys", "list", "--json", code=0).out.splitlines()
        self.survey = next(one["id"] for one in map(json.loads, surveys) if one["isActive"])
        self.place = ("--survey", self.survey, "--list", self.list_id)

    def recipe(self, name: str, *words: object, code: int = 0) -> Path:
        """The recipe that a command writes."""
        path = self.folder / f"{name}.toml"
        self.desk.run(*words, "--save-recipe", path, code=code)
        return path

    def run(self, recipe: Path, *words: object, code: int = 0) -> Any:
        return self.desk.run("run", recipe, *words, "--json", code=code)

    def asked(self, *ends: str) -> int:
        """How many calls a path got that ends so; without one, all that write."""
        return sum(
            line["path"].endswith(ends) if ends else line["method"] != "GET"
            for line in self.brand.sandbox.requests()
            if line["path"].startswith("/API")
        )

    def elements(self, path: str) -> list[dict[str, Any]]:
        headers = {"X-API-TOKEN": self.brand.sandbox.token}
        reply = httpx.get(self.brand.sandbox.url + path, headers=headers, timeout=30)
        found: list[dict[str, Any]] = reply.raise_for_status().json()["result"]["elements"]
        return found

    def message(self) -> str:
        return next(
            f"{one['libraryId']}/{message['id']}"
            for one in self.elements("/libraries")
            for message in self.elements(f"/libraries/{one['libraryId']}/messages?category=invite")
        )


@pytest.fixture
def scene(open_desk: OpenDesk, tmp_path: Path) -> Scene:
    desk, brand = open_desk("lag=0,job-time=0", seed="demo")
    (tmp_path / "recipes").mkdir()
    return Scene(desk, brand, tmp_path / "recipes")


def test_links_are_foreseen_made_compared_and_followed_up_by_recipes(scene: Scene) -> None:
    writes, reads = scene.asked(), scene.asked("/links")
    made = scene.recipe(
        "generate", "links", "generate", *scene.place, "--expires", "30 days", "--dry-run"
    )
    foreseen = scene.run(made, "--dry-run").document
    assert (foreseen["list_name"], foreseen["links"], foreseen["there"]) == ("Twelve", 12, 0)
    assert scene.asked() == writes

    links = scene.run(made).document["distributionId"]

    known = scene.elements(f"/distributions?surveyId={scene.survey}")
    found = next(one for one in known if one["id"] == links)
    ends = datetime.fromisoformat(found["surveyLink"]["expirationDate"])
    assert timedelta(29) < ends - datetime.now(UTC) < timedelta(31)
    assert scene.run(made, "--dry-run").document["there"] == 1
    assert scene.asked() == writes + 1

    compared = scene.recipe(
        "reconcile", "links", "reconcile", *scene.place, "--out", "odd.csv", "--dry-run"
    )
    foreseen = scene.run(compared, "--dry-run").document
    assert (foreseen["to_read"], foreseen["kept"]) == ([links], [])
    assert scene.asked("/links") == reads
    done = scene.run(compared).document
    assert Path(done["files"]["findings"]) == scene.folder / "odd.csv"
    assert (done["contacts"], done["links"]) == (12, 12)
    assert scene.run(compared, "--dry-run").document["kept"] == [links]

    remind = scene.recipe(
        "remind", "status", "export", *scene.place, "--out", "remind.csv", "--remind", "--dry-run"
    )
    assert scene.run(remind, "--dry-run").document["whom"] == "those to be reminded"
    assert not (scene.folder / "remind.csv").exists()
    scene.run(remind)
    elsewhere = scene.folder.parent / "other.csv"
    scene.run(remind, elsewhere)
    with (scene.folder / "remind.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 12
    assert all(links.removeprefix("EMD_") in row["link"] for row in rows)
    assert elsewhere.read_bytes() == (scene.folder / "remind.csv").read_bytes()


def test_mailings_are_foreseen_and_sent_by_recipes_that_name_nobody(scene: Scene) -> None:
    message, writes = scene.message(), scene.asked()
    sender = (
        "--from-name", "Ada", "--from-email", "ada@example.org", "--reply-to", "ada@example.org",
    )  # fmt: skip
    send = scene.recipe(
        "send", "distributions", "send", *scene.place, "--message", message, "--subject", "Hello",
        *sender, "--dry-run",
    )  # fmt: skip
    text = send.read_text(encoding="utf-8")
    assert "Ada" not in text
    assert "@" not in text
    assert scene.run(send, *sender, "--dry-run").document["count"] == 12
    assert "--reply-to" in scene.run(send, "--yes", code=1).err
    assert scene.asked() == writes
    # Without a person's yes nothing is sent, whatever a recipe says.
    assert "--yes" in scene.run(send, *sender, code=1).err
    send.write_text(text + "yes = true\n", encoding="utf-8")
    assert "yes" in scene.run(send, code=1).err
    assert scene.asked() == writes
    send.write_text(text, encoding="utf-8")

    sent = scene.run(send, "--yes", *sender).document["distributionId"]

    assert scene.asked() == writes + 1
    listed = scene.recipe("list", "distributions", "list", "--survey", scene.survey)
    calls = scene.asked("/distributions")
    told = scene.desk.run("run", listed, "--dry-run", code=0).out
    assert f"distributions list --survey={scene.survey}" in told
    assert scene.asked("/distributions") == calls
    rows = [json.loads(line) for line in scene.run(listed).out.splitlines()]
    mine = next(one for one in rows if one["id"] == sent)
    assert mine["headers"]["fromEmail"] == "ada@example.org"
    again = scene.recipe(
        "again", "distributions", "remind", "--survey", scene.survey, sent, "--message", message,
        "--subject", "Again", *sender, "--dry-run",
    )  # fmt: skip
    assert scene.run(again, *sender, "--dry-run").document["list_name"] == "Twelve"
    history = scene.recipe("history", "distributions", "history", "--survey", scene.survey, sent)
    assert len(scene.run(history).out.splitlines()) == 12
    assert "has no file" in scene.run(history, scene.folder / "x.csv", code=1).err
    assert scene.asked() == writes + 1
