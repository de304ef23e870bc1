"""The pages of the project that stand at its root: they are read on a forge too, so links change here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = {
    "contributing.md": "CONTRIBUTING.md",
    "contributing.zh.md": "CONTRIBUTING.zh-CN.md",
    "changelog.md": "CHANGELOG.md",
    "changelog.zh.md": "CHANGELOG.md",
}
TREE = "https://github.com/govtext/govtext/blob/main/"
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)\s]{1,200})\)")


def pages(root: Path) -> dict[str, str]:
    """Return the pages, with links into docs/ kept on the site and all others pointed at the repository."""
    return {name: _LINK.sub(_moved, (root / source).read_text("utf-8")) for name, source in SOURCES.items()}


def _moved(link: re.Match[str]) -> str:
    target = link[1]
    if target.startswith("docs/"):
        return f"]({target.removeprefix('docs/')})"
    if target in ("CONTRIBUTING.md", "CONTRIBUTING.zh-CN.md"):
        return "](contributing.md)"
    return f"]({TREE}{target})"
