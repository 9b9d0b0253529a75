"""Makes the environment in `.venv`: `python packaging/setup_environment.py`.

Needs Python 3.11 to 3.13 with pip, and nothing else. Runs again only when the lock, the metadata
or this script changed. Packages come from wherever the machine's pip takes them, and are refused
unless their hash stands in requirements.lock. Written so that an older Python can still read it
and say what is missing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = ENVIRONMENT / ".ready"
OLDEST, TOO_NEW = (3, 11), (3, 14)
WINDOWS = os.name == "nt"


class SetupError(Exception):
    """What is missing, in words for the person at the terminal."""


def main() -> int:
    """Make the environment unless it stands already."""
    if is_ready():
        return 0
    try:
        python = find_python()
        pip = make_environment(python)
        say("installing the locked packages into .venv")
        pip_install(pip, "--require-hashes", "-r", str(LOCK))
        pip_install(pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    except SetupError as error:
        print("error:", error, file=sys.stderr)
        return 1
    STAMP.write_text(fingerprint(), encoding="utf-8")
    say(".venv is ready")
    return 0


def is_ready() -> bool:
    """Whether `.venv` was made from what lies here now, and still runs."""
    if not STAMP.is_file() or STAMP.read_text(encoding="utf-8") != fingerprint():
        return False
    STAMP.touch()  # make compares times
    return version_of([str(environment_python())]) is not None


def fingerprint() -> str:
    """Changes when the environment must be made again; a moved checkout counts as a change."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (LOCK, ROOT / "pyproject.toml", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def find_python() -> list[str]:
    """The command of a fitting Python: the one that runs this, or one found by name.

    Raises:
        SetupError: When there is none.
    """
    minors = range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1)
    by_name = [["py", f"-3.{m}"] if WINDOWS else [f"python3.{m}"] for m in minors]
    for command in [[sys.executable], *by_name]:
        if fits(version_of(command)):
            return command
    raise SetupError(
        "Qualtrics Desk needs Python 3.11, 3.12 or 3.13. This is Python {}.{}, and no fitting one "
        "was found by name. Install one, or run this script with it.".format(*sys.version_info)
    )


def version_of(command: list[str]) -> tuple[int, int] | None:
    """The version of a Python, or None where the command does not run."""
    code = "import sys; print(*sys.version_info[:2])"
    try:
        done = subprocess.run(
            [*command, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError:
        return None
    words = done.stdout.split()
    return (int(words[0]), int(words[1])) if done.returncode == 0 and len(words) == 2 else None


def fits(version: tuple[int, int] | None) -> bool:
    """Whether the product runs on this version."""
    return version is not None and OLDEST <= version < TOO_NEW


def environment_python() -> Path:
    """The Python of the environment."""
    return ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")


def make_environment(python: list[str]) -> list[str]:
    """Make `.venv` where it is missing or broken.

    Debian splits the part of `venv` that brings pip into a package of its own. Without it, the
    environment is made bare and gets the locked pip by way of the Python outside.

    Returns:
        The command that runs pip for the environment.

    Raises:
        SetupError: When the Python outside lacks what it takes.
    """
    inside = [str(environment_python())]
    if fits(version_of(inside)) and has_pip(inside):
        return [*inside, "-m", "pip"]
    if ENVIRONMENT.exists():
        say("the old .venv does not run any more: making it again")
        shutil.rmtree(ENVIRONMENT)
    say("making .venv")
    if not run([*python, "-m", "venv", str(ENVIRONMENT)], quiet=True):
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        if not run([*python, "-m", "venv", "--without-pip", str(ENVIRONMENT)]):
            raise SetupError("This Python cannot make environments: its module venv is missing.")
        bring_pip(python, inside)
    return [*inside, "-m", "pip"]


def bring_pip(python: list[str], inside: list[str]) -> None:
    """Install the locked pip into a bare environment, by the pip of the Python outside.

    Raises:
        SetupError: When that Python has no pip.
    """
    if not has_pip(python):
        raise SetupError(
            "This Python has neither pip nor a complete venv. On Debian or Ubuntu: "
            "apt-get install python3-venv"
        )
    folder = ROOT / ".tools" / "pip"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    only_pip = folder / "pip.lock"
    only_pip.write_text(locked("pip"), encoding="utf-8")
    hashed = ["--require-hashes", "-r", str(only_pip)]
    # --target is free of the ban on installing into a Python that the system manages (PEP 668).
    pip_install([*python, "-m", "pip"], f"--target={folder}", *hashed)
    # A package folder can be run; it must not take itself for what is installed already.
    pip_install([*inside, str(folder / "pip")], "--ignore-installed", *hashed)


def locked(name: str) -> str:
    """The entry of one package in the lock, with its hashes."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(name + "=="))
    entry = [lines[start]]
    for line in lines[start + 1 :]:
        if not line.startswith("    --hash"):
            break
        entry.append(line)
    return "\n".join(entry) + "\n"


def has_pip(python: list[str]) -> bool:
    """Whether this Python can run pip."""
    return run([*python, "-m", "pip", "--version"], quiet=True)


def pip_install(pip: list[str], *arguments: str) -> None:
    """Run `pip install`.

    Raises:
        SetupError: When it fails; pip has said why.
    """
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    if not run([*pip, "install", *quiet, *arguments]):
        raise SetupError("pip could not install the packages; its own words stand above.")


def run(command: list[str], *, quiet: bool = False) -> bool:
    """Run a command and tell whether it succeeded."""
    output = subprocess.DEVNULL if quiet else None
    # A PYTHONPATH or a user's own packages would leak into the environment.
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    clean["PYTHONWARNINGS"] = "ignore"  # setuptools warns of what an editable install is
    try:
        return subprocess.run(command, stdout=output, stderr=output, env=clean).returncode == 0
    except OSError:
        return False


def say(text: str) -> None:
    """One line of progress."""
    print("setup:", text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
