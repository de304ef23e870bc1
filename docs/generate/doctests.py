"""A griffe extension: doctests of docstrings become code blocks, which Markdown takes for quotations else."""

from __future__ import annotations

from typing import Any

import griffe


class Doctests(griffe.Extension):
    """Put every run of ``>>>`` lines with its output into a fence."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rewrite the docstring of every object that is loaded."""
        if obj.docstring is not None and ">>>" in obj.docstring.value:
            obj.docstring.value = fenced(obj.docstring.value)


def fenced(docstring: str) -> str:
    """Return the docstring with its doctests in fences; a doctest ends at an empty line."""
    out: list[str] = []
    inside = False
    for line in docstring.split("\n"):
        if not inside and line.lstrip().startswith(">>> "):
            inside = True
            out += ["", "```pycon"]
        elif inside and not line.strip():
            inside = False
            out.append("```")
        out.append(line)
    return "\n".join([*out, "```"] if inside else out)
