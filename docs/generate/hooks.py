"""MkDocs hook: copy docs/ aside and add the pages that are made from data.

Made are the rule catalogue (from the TOML rule data), the reference of the command line (from its options), the
tutorial (the notebook, run), and the pages of the project (its own CONTRIBUTING and CHANGELOG). They go into
a copy, since generated pages in docs/ would be committed one day, and mkdocs-static-i18n wants real files.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
STAGE = ROOT / "build" / "docs"
sys.path.insert(0, str(HERE))


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build the copy once (the i18n plugin configures again for every language) and read pages from it."""
    if Path(config.docs_dir) != STAGE:
        stage()
        config.docs_dir = str(STAGE)
    return config


def stage() -> None:
    """Copy docs/ and write the generated pages beside it."""
    import command_pages
    import notebook_pages
    import project_pages
    import rule_pages

    shutil.rmtree(STAGE, ignore_errors=True)
    shutil.copytree(HERE.parent, STAGE, ignore=shutil.ignore_patterns("generate", "*.py", "*.ipynb", "__pycache__"))
    pages = rule_pages.pages() | command_pages.pages() | project_pages.pages(ROOT) | notebook_pages.pages(ROOT)
    for name, text in pages.items():
        path = STAGE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
