"""Plots as inline SVG: no library, no script. Text names every bar, so colour carries nothing alone."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Bar", "bars", "columns"]

_ROW, _LABEL, _WIDTH, _VALUE = 22, 200, 290, 90


class Bar(NamedTuple):
    """One bar: its label, its value, the text beside it, its CSS class, and what it says on hover."""

    label: str
    value: float
    text: str
    css: str
    title: str


def bars(rows: Sequence[Bar], *, title: str) -> str:
    """Return a chart of horizontal bars, labels on the left, values on the right.

    >>> "<title>why</title>" in bars([Bar("footer", 3, "3", "footer", "why")], title="removed")
    True
    """
    most = max((row.value for row in rows), default=0) or 1
    drawn = []
    for number, row in enumerate(rows):
        y = number * _ROW
        width = max(1.0, _WIDTH * row.value / most) if row.value else 0
        drawn.append(
            f"<g><title>{escape(row.title)}</title>"
            f'<text x="{_LABEL - 8}" y="{y + 15}" text-anchor="end">{escape(_short(row.label))}</text>'
            f'<rect class="fill-{row.css}" x="{_LABEL}" y="{y + 4}" width="{width:.1f}" height="14"/>'
            f'<text x="{_LABEL + width + 6:.1f}" y="{y + 15}">{escape(row.text)}</text></g>'
        )
    return _svg(_LABEL + _WIDTH + _VALUE, len(rows) * _ROW + 4, title, drawn)


def _short(label: str) -> str:
    return label if len(label) <= 34 else label[:33] + "…"


def columns(counts: Sequence[int], *, title: str) -> str:
    """Return a histogram of shares: one column for each count, its number above it."""
    most = max(counts, default=0) or 1
    step, height, base = (_LABEL + _WIDTH + _VALUE) / max(1, len(counts)), 120, 140
    drawn = []
    for number, count in enumerate(counts):
        left, tall = number * step, max(1.0, height * count / most) if count else 0
        low, high = 100 * number // len(counts), 100 * (number + 1) // len(counts)
        middle, top = f"{left + step / 2:.1f}", base - tall
        drawn.append(
            f"<g><title>{low}-{high} %: {count:,}</title>"
            f'<rect class="fill-count" x="{left + 2:.1f}" y="{top:.1f}" width="{step - 4:.1f}" height="{tall:.1f}"/>'
            f'<text x="{middle}" y="{top - 4:.1f}" text-anchor="middle">{_compact(count)}</text>'
            f'<text x="{middle}" y="{base + 16}" text-anchor="middle">{low}</text></g>'
        )
    return _svg(_LABEL + _WIDTH + _VALUE, base + 22, title, drawn)


def _compact(count: int) -> str:
    """Return a count that fits above a narrow column: 987, 12.3k, 4.5M; nothing for none."""
    if not count:
        return ""
    for limit, unit in ((1_000_000, "M"), (10_000, "k")):
        if count >= limit:
            return f"{count / (1_000_000 if unit == 'M' else 1_000):.1f}{unit}"
    return str(count)


def _svg(width: float, height: float, title: str, drawn: Sequence[str]) -> str:
    return (
        f'<svg role="img" aria-label="{escape(title)}" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" xmlns="http://www.w3.org/2000/svg">{"".join(drawn)}</svg>'
    )
