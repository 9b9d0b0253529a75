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
    if arguments[:1] == ["tour"] and not {"-h", "--help"} & set(arguments):
        from qualtrics_desk.app.tour.command import main as tour

        return tour(arguments[1:])
    if set(arguments) <= {"--sandbox", "--smoke"}:
        from qualtrics_desk.app.start import main as show

        return show(arguments)
    from qualtrics_desk.cli.command import main as command

    return command(arguments)


if __name__ == "__main__":
    sys.exit(main())
