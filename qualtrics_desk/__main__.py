"""Entry point: looks at the command line just far enough to choose a room, imports only that."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code (design.md 7)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:2] == ["sandbox", "serve"]:
        from qualtrics_desk.sandbox.command import main as serve

        return serve(arguments[2:])
    if arguments[:1] == ["worker"]:
        from qualtrics_desk.worker.command import main as work

        return work(arguments[1:])
    if _wants_window(arguments):
        return _with_window(arguments)
    from qualtrics_desk.cli.command import main as command

    return command(arguments)


def _wants_window(arguments: Sequence[str]) -> bool:
    """Whether the window or the tour is asked for, and not their help."""
    if arguments[:1] == ["tour"]:
        return not {"-h", "--help"} & set(arguments)
    return set(arguments) <= {"--sandbox", "--smoke"}


def _with_window(arguments: list[str]) -> int:
    try:
        from qualtrics_desk.app.plain_imports import load_plainly

        load_plainly()
        if arguments[:1] == ["tour"]:
            from qualtrics_desk.app.tour.command import main as tour

            return tour(arguments[1:])
        from qualtrics_desk.app.start import main as show

        return show(arguments)
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("PySide6", "shiboken6", "qasync"):
            raise
        sys.stderr.write(
            f"The window needs {error.name}, which is not installed here.\n"
            "`qualtrics-desk --help` shows the commands that need no window.\n"
        )
        return 1


if __name__ == "__main__":
    sys.exit(main())
