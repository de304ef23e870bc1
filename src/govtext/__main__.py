"""``python -m govtext`` and the console script; says what to install where the extra is missing."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> int:
    """Run the command line; return the exit status."""
    try:
        from govtext.cli import cli
    except ImportError as error:
        if error.name not in ("click", "rich"):
            raise
        sys.stderr.write(
            f"govtext: the command line needs {error.name}: python -m pip install 'govtext[cli]'\n"
            f"命令行需要 {error.name}，请先安装：python -m pip install 'govtext[cli]'\n"
        )
        return 2
    status = cli(standalone_mode=True)
    return int(status or 0)


if __name__ == "__main__":
    sys.exit(main())
