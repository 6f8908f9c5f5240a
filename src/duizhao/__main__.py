"""`duizhao`, and `python -m duizhao`: ready to be interrupted before anything else is loaded."""

from __future__ import annotations

from duizhao import interruption


def main() -> None:
    """Run the command line."""
    try:
        interruption.watch()
        from duizhao import cli

        cli.main()
    except KeyboardInterrupt as interrupt:
        interruption.ended(*interrupt.args[:1])


if __name__ == "__main__":
    main()
