from __future__ import annotations

from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import null
from keyring.errors import InitError

from qualtrics_desk.domain.errors import StoreError, UsageError
from qualtrics_desk.services.profiles import (
    contents_of,
    delete_profile,
    forget_data,
    save_profile,
)
from qualtrics_desk.store.database import open_database
from qualtrics_desk.store.paths import Home
from qualtrics_desk.store.secrets import TOKEN_VARIABLE, Kept, SecretKind, Secrets
from qualtrics_desk.store.settings import Profile, change_settings, load_settings


class Keychain(KeyringBackend):
    """A keychain in memory that can refuse."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.refuses = False

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.refuses:
            raise InitError("no")
        self.entries[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if self.refuses:
            raise InitError("no")
        del self.entries[service, username]


@pytest.fixture
def desk(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def keychain() -> Keychain:
    return Keychain()


def _profile(name: str = "Main", **keys: object) -> Profile:
    return Profile(name=name, base_url="fra1", **keys)  # type: ignore[arg-type]


def _make(path: Path, text: str = "x") -> Path:
    database = open_database(path, ("CREATE TABLE t (v TEXT)",), synchronous="NORMAL")
    database.change("INSERT INTO t VALUES (?)", (text,))
    database.close()
    return path


async def test_saving_says_where_the_secret_is(desk: Home, keychain: Keychain) -> None:
    saved = await save_profile(desk, Secrets(keychain), _profile(), secret="tok-1")

    assert (saved.kept, saved.keychain_refused) == (Kept.KEYCHAIN, False)
    assert saved.settings.profile("Main") == _profile()
    assert b"tok-1" not in desk.settings.read_bytes()


async def test_without_a_keychain_the_secret_is_for_this_run(desk: Home) -> None:
    saved = await save_profile(desk, Secrets(null.Keyring()), _profile(), secret="tok-1")

    assert (saved.kept, saved.keychain_refused) == (Kept.SESSION, False)


async def test_a_keychain_that_refuses_is_told_apart(desk: Home, keychain: Keychain) -> None:
    keychain.refuses = True

    saved = await save_profile(desk, Secrets(keychain), _profile(), secret="tok-1")

    assert (saved.kept, saved.keychain_refused) == (Kept.SESSION, True)


async def test_changing_keeps_secret_and_place(desk: Home, keychain: Keychain) -> None:
    secrets = Secrets(keychain)
    for name in ("A", "B", "C"):
        await save_profile(desk, secrets, _profile(name), secret=f"tok-{name}")

    saved = await save_profile(desk, secrets, _profile("B", read_only=True))

    assert [profile.name for profile in saved.settings.profiles] == ["A", "B", "C"]
    assert saved.settings.profiles[1].read_only
    assert saved.kept is Kept.KEYCHAIN
    found = secrets.get("B", SecretKind.TOKEN)
    assert found is not None
    assert found.value == "tok-B"


async def test_renaming_takes_secrets_and_staged_changes_along(
    desk: Home, keychain: Keychain
) -> None:
    secrets = Secrets(keychain)
    await save_profile(desk, secrets, _profile("Old ü"), secret="tok", proxy_password="pw")
    change_settings(desk.settings, lambda s: s.with_profile(_profile("Other")))
    staged = _make(desk.edits("Old ü", "CG_1"), "work")
    stranger = _make(desk.edits("Other", "CG_1"))
    table = _make(desk.table("Old ü", "surveys"))

    saved = await save_profile(desk, secrets, _profile("New"), former="Old ü")

    assert [profile.name for profile in saved.settings.profiles] == ["New", "Other"]
    assert not staged.exists()
    assert not table.exists()
    assert stranger.exists()
    moved = open_database(desk.edits("New", "CG_1"), ("",), synchronous="NORMAL")
    assert moved.one("SELECT v FROM t") == ("work",)
    moved.close()
    assert set(keychain.entries) == {
        ("qualtrics-desk: New", "api token"),
        ("qualtrics-desk: New", "proxy password"),
    }


async def test_a_change_of_case_alone_keeps_everything(desk: Home, keychain: Keychain) -> None:
    secrets = Secrets(keychain)
    await save_profile(desk, secrets, _profile("main"), secret="tok")

    saved = await save_profile(desk, secrets, _profile("Main"), former="main")

    assert [profile.name for profile in saved.settings.profiles] == ["Main"]
    assert saved.kept is Kept.KEYCHAIN


async def test_a_name_that_is_taken_is_refused_and_nothing_changes(
    desk: Home, keychain: Keychain
) -> None:
    secrets = Secrets(keychain)
    await save_profile(desk, secrets, _profile("A"), secret="tok-a")
    await save_profile(desk, secrets, _profile("B"), secret="tok-b")

    with pytest.raises(UsageError, match="another profile"):
        await save_profile(desk, secrets, _profile("a"), former="B")

    assert [profile.name for profile in load_settings(desk.settings).profiles] == ["A", "B"]
    assert keychain.entries["qualtrics-desk: A", "api token"] == "tok-a"
    assert keychain.entries["qualtrics-desk: B", "api token"] == "tok-b"
    assert len(keychain.entries) == 2


async def test_the_token_of_the_environment_is_not_copied_into_the_keychain(
    desk: Home, keychain: Keychain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, "of-the-environment")
    secrets = Secrets(keychain)
    await save_profile(desk, secrets, _profile("A"))

    saved = await save_profile(desk, secrets, _profile("B"), former="A")

    assert saved.kept is Kept.ENVIRONMENT
    assert keychain.entries == {}


async def test_deleting_leaves_nothing_of_the_profile(desk: Home, keychain: Keychain) -> None:
    secrets = Secrets(keychain)
    await save_profile(desk, secrets, _profile("A"), secret="tok-a")
    await save_profile(desk, secrets, _profile("A.CG_1"), secret="tok-b")
    _make(desk.cache("A"))
    _make(desk.table("A", "contacts-CG_1"))
    _make(desk.edits("A", "CG_1"))
    others = _make(desk.edits("A.CG_1", "CG_2")), _make(desk.table("A.CG_1", "surveys"))

    contents = await contents_of(desk, "A")
    settings = await delete_profile(desk, secrets, "A")

    assert (contents.tables, contents.edits) == (2, 1)
    assert contents.size > 0
    assert [profile.name for profile in settings.profiles] == ["A.CG_1"]
    assert (await contents_of(desk, "A")).is_empty
    assert list(keychain.entries) == [("qualtrics-desk: A.CG_1", "api token")]
    assert all(path.exists() for path in others)


async def test_a_keychain_that_keeps_its_secret_keeps_the_profile(
    desk: Home, keychain: Keychain
) -> None:
    secrets = Secrets(keychain)
    await save_profile(desk, secrets, _profile("A"), secret="tok-a")
    keychain.refuses = True

    with pytest.raises(StoreError, match="still holds"):
        await delete_profile(desk, secrets, "A")

    assert load_settings(desk.settings).profile("A") is not None


async def test_forgetting_data_keeps_staged_changes_unless_asked(desk: Home) -> None:
    _make(desk.table("A", "surveys"))
    staged = _make(desk.edits("A", "CG_1"))

    gone = await forget_data(desk, "A")

    assert (gone.tables, gone.edits) == (1, 0)
    assert gone.size > 0
    assert staged.exists()
    assert (await forget_data(desk, "A", edits=True)).edits == 1
    assert (await contents_of(desk, "A")).is_empty


def _save(home: Home, profile: str, survey: str) -> Path:
    path = home.saved_surveys(profile) / "surveys" / survey / "0123.qsf"
    path.parent.mkdir(parents=True)
    path.write_text("{}", encoding="utf-8")
    return path


async def test_surveys_saved_before_deletion_are_counted_and_go_only_when_asked(
    desk: Home, keychain: Keychain
) -> None:
    saved = [_save(desk, "A", "SV_1"), _save(desk, "A", "SV_2")]
    other = _save(desk, "A.B", "SV_1")
    assert (await contents_of(desk, "A")).saved == 2

    assert (await forget_data(desk, "A")).saved == 0
    await delete_profile(desk, Secrets(keychain), "A")
    assert all(path.exists() for path in saved)

    assert (await forget_data(desk, "A", saved=True)).saved == 2
    assert not desk.saved_surveys("A").exists()
    assert other.exists()


async def test_saved_surveys_follow_a_renamed_profile(desk: Home, keychain: Keychain) -> None:
    secrets = Secrets(keychain)
    await save_profile(desk, secrets, _profile("A"), secret="tok-a")
    _save(desk, "A", "SV_1")
    _save(desk, "B", "SV_2")

    await save_profile(desk, secrets, _profile("B"), former="A")

    assert (await contents_of(desk, "B")).saved == 2
    assert (await contents_of(desk, "A")).is_empty
