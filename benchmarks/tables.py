"""The results as text: a table for the terminal, tables and a plot for docs/performance.md.

The two pages hold prose and, between ``<!-- name -->`` and ``<!-- end -->``, tables; only these are
renewed. The plot is an SVG of a few rectangles, so that no library is needed to draw it.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.targets import targets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["growth", "plain", "plot", "write_docs"]

DOCS = Path(__file__).parent.parent / "docs"
PAGES = ("performance.md", "performance.zh.md")


def plain(measured: Mapping[str, Mapping[str, float]]) -> str:
    """One line for each candidate of one corpus."""
    return "\n".join(
        f"  {name:22} {row['mb_per_s']:9.1f} MB/s {row['ratio']:8.1f} x yardstick {row['us_per_text']:9.1f} us each"
        f"  (spread {row['spread']:.0%})"
        for name, row in measured.items()
    )


def growth(rows: Sequence[Mapping[str, float]]) -> str:
    return "\n".join(
        f"  {row['mb']:8.2f} MB {row['ns_per_char']:8.0f} ns per character, {row['ratio']:.2f} times its pages"
        for row in rows
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def pipelines(result: Mapping[str, Any]) -> str:
    rows = []
    for name, measured in result["corpora"].items():
        clean, explain = measured["clean"], measured["explain"]
        rows.append(
            (name, _number(clean["mb_per_s"]), _number(clean["ratio"]), _number(clean["us_per_text"]),
             f"{explain['ratio'] / clean['ratio']:.2f}", _number(measured["yardstick"]["mb_per_s"]))
        )  # fmt: skip
    return _table(("", "MB/s", "x yardstick", "µs per text", "explain / clean", "yardstick MB/s"), rows)


def steps(result: Mapping[str, Any]) -> str:
    names = list(result["corpora"])
    first = result["corpora"][names[0]]
    rows = []
    for step in first:
        if step in ("clean", "explain", "yardstick"):
            continue
        figures = [result["corpora"][name][step] for name in names]
        rows.append((f"`{step}`", *(f"{_number(f['mb_per_s'])} ({_number(f['ratio'])})" for f in figures)))
    return _table(("MB/s (x yardstick)", *names), rows)


def peers(result: Mapping[str, Any]) -> str:
    own = result["corpora"]["seed-like"]["clean"]
    rows = [("**govtext** " + result["govtext"], "`clean`", _number(own["mb_per_s"]), _number(own["ratio"]))]
    for name, row in result.get("peers", {}).items():
        if "error" in row:
            rows.append((name, row["job"], row["error"].replace("|", "/").replace("\n", " "), ""))
        else:
            versions = ", ".join(f"{k} {v}" for k, v in row["versions"].items())
            rows.append((versions, row["job"], _number(row["mb_per_s"]), _number(row["ratio"])))
    return _table(("", "job", "MB/s", "x yardstick"), rows)


def starts(result: Mapping[str, Any]) -> str:
    if "processes" not in result:
        return ""
    start, memory, workers = (result["processes"][k] for k in ("start", "memory_mb", "workers"))
    rows = [
        ("bare interpreter", f"{start['bare_ms']} ms"),
        ("`import govtext`, above that", f"{start['import_ms'] - start['bare_ms']:.1f} ms"),
        (
            "first `clean` of a plain page, above that",
            f"{start['first_clean_ms'] - start['import_ms']:.1f} ms",
        ),
        (
            f"resident memory over {result['run']['pages']:,} pages",
            " → ".join(f"{m:.0f}" for m in (memory[1], memory[5], memory[-1])) + " MB",
        ),
        ("two workers", f"{workers['gain']} times one"),
    ]
    return (
        _table(("", "measured"), rows)
        + "\n\n"
        + _table(
            ("document", "ns per character", "times its pages"),
            [(f"{r['mb']:.1f} MB", f"{r['ns_per_char']:.0f}", f"{r['ratio']:.2f}") for r in result["growth"]],
        )
    )


def goals(result: Mapping[str, Any]) -> str:
    rows = [
        (t.what, f"at most {t.most:g} {t.unit}", _number(t.measured), "yes" if t.met else "**no**")
        for t in targets(result)
    ]
    return _table(("", "target", "measured", "met"), rows)


def plot(result: Mapping[str, Any]) -> str:
    """Return an SVG: MB/s on seed-like pages, govtext beside its peers."""
    bars = [("govtext clean", result["corpora"]["seed-like"]["clean"]["mb_per_s"], "#1f6f5c")]
    bars += [
        (name, row["mb_per_s"], "#9aa5b1")
        for name, row in result.get("peers", {}).items()
        if "mb_per_s" in row
    ]
    bars.sort(key=lambda bar: -bar[1])
    longest = max(bar[1] for bar in bars)
    parts = []
    for i, (name, value, colour) in enumerate(bars):
        y, width = 34 + 28 * i, 430 * value / longest
        parts.append(
            f'<text x="126" y="{y + 14}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="134" y="{y}" width="{width:.1f}" height="20" rx="2" fill="{colour}"/>'
            f'<text x="{140 + width:.1f}" y="{y + 14}">{value:.1f}</text>'
        )
    height = 44 + 28 * len(bars)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {height}" width="640" height="{height}" role="img" '
        'font-family="sans-serif" font-size="13" fill="#22303c">'
        f'<title>MB/s on seed-like pages, one core</title><rect width="640" height="{height}" fill="#fff"/>'
        '<text x="134" y="20" font-weight="bold">MB/s on seed-like pages, one core</text>'
        + "".join(parts)
        + "</svg>\n"
    )


def write_docs(result: Mapping[str, Any]) -> None:
    """Renew the tables between their marks, and the plot."""
    parts = {
        "targets": goals(result), "pipelines": pipelines(result), "steps": steps(result), "peers": peers(result), "processes": starts(result)
    }  # fmt: skip
    if "peers" not in result:
        del parts["peers"]  # measured in another run: their table stays
    for name in PAGES:
        page = (DOCS / name).read_text("utf-8")
        for mark, table in parts.items():
            page = re.sub(
                f"(<!-- {mark} -->\n).*?(<!-- end -->)",
                lambda m, t=table: f"{m[1]}\n{t}\n\n{m[2]}",
                page,
                flags=re.DOTALL,  # type: ignore[misc]
            )
        (DOCS / name).write_text(page, "utf-8")
    if "peers" in result:
        (DOCS / "img").mkdir(exist_ok=True)
        (DOCS / "img" / "performance.svg").write_text(plot(result), "utf-8")
