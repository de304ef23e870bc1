"""The tutorial: the notebook, run from top to bottom, as a page in each language.

Its texts stand in both languages, paragraph by paragraph; each page takes its own. Outputs are those of
this version of govtext, since the notebook is kept without.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import nbformat
from nbclient import NotebookClient

if TYPE_CHECKING:
    from pathlib import Path

_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")


def pages(root: Path) -> dict[str, str]:
    """Return the tutorial in both languages."""
    place = root / "docs" / "tutorial"
    notebook = nbformat.read(place / "tutorial.ipynb", as_version=4)
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": place}}
    ).execute()
    return {
        f"tutorial/index{suffix}.md": _page(notebook, zh=zh) for suffix, zh in (("", False), (".zh", True))
    }


def _page(notebook: nbformat.NotebookNode, *, zh: bool) -> str:
    parts = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            parts.append(_prose(cell.source, zh=zh))
        elif cell.cell_type == "code":
            parts.append(f"```python\n{cell.source}\n```")
            parts += [_shown(output) for output in cell.outputs]
    where = (
        "This page is the notebook `docs/tutorial/tutorial.ipynb`, run with this version.",
        "本页即笔记本 `docs/tutorial/tutorial.ipynb`\uff0c由当前版本运行得到。",
    )[zh]
    parts.insert(1, where)
    return "\n\n".join(part for part in parts if part) + "\n"


def _prose(source: str, *, zh: bool) -> str:
    kept = []
    for paragraph in source.split("\n\n"):
        lines = paragraph.split("\n")
        if lines[0].startswith("#"):  # headings: both languages on one line, or one each
            headings = [part for line in lines for part in _heading(line)]
            kept.append(next((h for h in headings if _is_chinese(h) == zh), headings[0]))
        elif _is_chinese(paragraph) == zh:
            kept.append(paragraph)
    return "\n\n".join(kept)


def _heading(line: str) -> list[str]:
    mark, _, rest = line.partition(" ")
    return [f"{mark} {part}" for part in rest.split(" \u00b7 ")]


def _is_chinese(text: str) -> bool:
    plain = re.sub(r"`[^`\n]{0,200}`", "", text)
    return len(_HAN.findall(plain)) * 3 > len(_LATIN.findall(plain))


def _shown(output: dict[str, Any]) -> str:
    data = output.get("data", {})
    if "text/html" in data:
        body = data["text/html"]
        return f'<div class="gt-output">{_without_blank_lines(body)}</div>'
    if "image/png" in data:
        return f'<div class="gt-output"><img alt="" src="data:image/png;base64,{data["image/png"].strip()}"></div>'
    text = output.get("text") or data.get("text/plain", "")
    return f"```text\n{text.rstrip()}\n```" if text.strip() else ""


def _without_blank_lines(body: str) -> str:
    """An empty line would end the HTML block for Markdown."""
    return "\n".join(line for line in body.split("\n") if line.strip())
