"""MkDocs hook: copy docs/ aside and add the pages that are made from data.

Made are the rule catalogue (from the TOML rule data), the reference of the command line (from its options), the
tutorial (the notebook, run), and the pages of the project (its own CONTRIBUTING and CHANGELOG). They go into
a copy, since generated pages in docs/ would be committed one day, and mkdocs-static-i18n wants real files.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import command_pages  # MkDocs puts the folder of a hook on the path while it loads it
import notebook_pages
import project_pages
import rule_pages
from mkdocs.plugins import event_priority

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
STAGE = ROOT / "build" / "docs"
# On a forge a page links to its other language, and Chinese pages to Chinese pages; on the site the
# language switch and the i18n plugin do that.
_SWITCH = re.compile(r"^\[(?:\u7b80\u4f53\u4e2d\u6587|English)\]\([^)\n]{1,80}\.md\)\n+", re.MULTILINE)
_CHINESE = re.compile(r"(\]\([^)\s]{1,120})\.zh\.md(#[^)\s]{1,80})?\)")


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build the copy once (the i18n plugin configures again for every language) and read pages from it."""
    if Path(config.docs_dir) != STAGE:
        stage()
        config.docs_dir = str(STAGE)
    return config


def stage() -> None:
    """Copy docs/ and write the generated pages beside it."""
    shutil.rmtree(STAGE, ignore_errors=True)
    shutil.copytree(
        HERE.parent, STAGE, ignore=shutil.ignore_patterns("generate", "*.py", "*.ipynb", "__pycache__")
    )
    pages = (
        rule_pages.pages() | command_pages.pages() | project_pages.pages(ROOT) | notebook_pages.pages(ROOT)
    )
    for path in STAGE.rglob("*.md"):
        path.write_text(for_the_site(path.read_text("utf-8")), "utf-8")
    for name, text in pages.items():
        path = STAGE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(for_the_site(text), "utf-8")


def for_the_site(text: str) -> str:
    """Return a page without what only readers on a forge need."""
    return _CHINESE.sub(r"\1.md\2)", _SWITCH.sub("", text))
