"""Tables in English and Chinese, put between their marks in docs/scale/index.md and index.zh.md."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["DOCS", "Text", "renew", "table", "with_source"]

DOCS = Path(__file__).parent.parent / "docs" / "scale"
Text = tuple[str, str]  # English, Chinese


def table(head: Sequence[Text], rows: Sequence[Sequence[str | Text]]) -> Text:
    def one(i: int) -> str:
        lines = [[cell if isinstance(cell, str) else cell[i] for cell in row] for row in (head, *rows)]
        lines.insert(1, ["---", *["---:"] * (len(head) - 1)])
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)

    return one(0), one(1)


def with_source(shown: Text, what: str) -> Text:
    """A table and how to make it again."""
    load, cores, day = os.getloadavg()[0], os.cpu_count(), dt.datetime.now(tz=dt.UTC).date()
    command = f"`python -m benchmarks.scale {what}`"
    return (
        f"{shown[0]}\n\n{command}, {day}, {cores} cores, load {load:.1f}.",
        f"{shown[1]}\n\n{command}，{day}，{cores} 核，负载 {load:.1f}。",
    )


def renew(shown: dict[str, Text]) -> None:
    """Put tables between their marks in both languages."""
    for i, name in enumerate(("index.md", "index.zh.md")):
        page = (DOCS / name).read_text("utf-8")
        for mark, text in shown.items():
            page, n = re.subn(f"(<!-- {mark} -->\n).*?(<!-- end -->)", lambda m, t=text[i]: f"{m[1]}\n{t}\n\n{m[2]}", page, flags=re.DOTALL)  # type: ignore[misc]  # fmt: skip
            assert n == 1, (name, mark)
        (DOCS / name).write_text(page, "utf-8")
