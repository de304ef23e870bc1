"""Run the tutorial as a reader would, from top to bottom: python docs/tutorial/run.py [FILE.html].

An error in any cell ends it. The notebook is kept without outputs, so that it shows what this version of
govtext does and no diff is noise; with FILE.html the run, outputs and all, is written as a page.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent
NOTEBOOK = HERE / "tutorial.ipynb"


def main(arguments: list[str]) -> int:
    """Execute the notebook in its own folder; say how many cells ran."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if any(cell.outputs or cell.execution_count for cell in code):
        print(f"{NOTEBOOK.name} holds outputs: clear them before it is committed", file=sys.stderr)
        return 1
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": HERE}}
    ).execute()
    if arguments:
        Path(arguments[0]).write_text(as_html(notebook), "utf-8")
    print(f"{NOTEBOOK.name}: {len(code)} cells ran")
    return 0


def as_html(notebook: nbformat.NotebookNode) -> str:
    """Return the HTML and picture outputs of a run, one below the other."""
    parts = []
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if "text/html" in data:
                parts.append(data["text/html"])
            elif "image/png" in data:
                parts.append(f'<img alt="" src="data:image/png;base64,{data["image/png"].strip()}">')
    return '<!DOCTYPE html><meta charset="utf-8"><title>tutorial</title>' + "<hr>".join(parts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
