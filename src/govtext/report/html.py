"""A result as HTML, for a notebook: no script, no network, everything of the page escaped.

The page is drawn as it was. What left is ``<del>``, what came ``<ins>``, a converted character a
``<ruby>`` with its new form above it; the rule and its reason show on hover. Without the style sheet (an
untrusted notebook, a code host) these elements still say what they mean.
"""

from __future__ import annotations

from functools import cache
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any

from govtext.report.kinds import kind_of
from govtext.report.pieces import NOTEBOOK, Limits, Piece, pieces
from govtext.report.reasons import reason_of
from govtext.report.visible import blanks, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from govtext.edits import Edit
    from govtext.result import Result
    from govtext.rules import Rule

__all__ = ["facts", "shown", "style", "to_html"]

_LONGEST_RUBY = 12  # characters; what is replaced by as many and is longer is shown as removed and inserted


@cache
def style() -> str:
    """Return the style sheet of a view."""
    return resources.files(__package__).joinpath("view.css").read_text("utf-8")


def to_html(result: Result, *, rules: Sequence[Rule] = (), limits: Limits = NOTEBOOK) -> str:
    """Return one page as an HTML fragment; ``rules`` are a user's own, for their reasons.

    >>> from govtext.edits import Edit
    >>> from govtext.result import Result
    >>> html = to_html(Result.from_edits("甲<b>(jiǎ)", [Edit(4, 9, "", "pinyin.toned")]))
    >>> "甲&lt;b&gt;<del" in html, "<script" in html
    (True, False)
    """
    body = "".join(_piece(piece, rules) for piece in pieces(result, limits=limits))
    return (
        f'<div class="govtext" lang="zh"><style>{style()}</style>'
        f"{_head(result)}{_rules(result, rules)}"
        f'<div class="gt-page" dir="ltr">{body}</div></div>'
    )


def shown(edit: Edit, old: str) -> str:
    """Return what left as it is shown: blanks as signs where nothing else could be seen."""
    return blanks(visible(old)) if edit.kind == "whitespace" or not old.strip() else visible(old)


def _text(text: str) -> str:
    return escape(visible(text), quote=True)


def _piece(piece: Piece, rules: Sequence[Rule]) -> str:
    if piece.skipped:
        return f'<span class="gt-skip">[… {piece.skipped:,} characters not drawn 略去 {piece.skipped:,} 字 …]</span>'
    if piece.edit is not None:
        return _edit(piece, piece.edit, rules)
    if piece.folded:
        size = len(piece.text)
        return (
            f'<details class="gt-fold"><summary>{size:,} characters untouched 未改动 {size:,} 字</summary>'
            f"{_text(piece.text)}</details>"
        )
    return _text(piece.text)


def _edit(piece: Piece, edit: Edit, rules: Sequence[Rule]) -> str:
    kind = kind_of(edit.rule)
    label = f' data-l="{_text(kind.label)}"' if piece.lead else ""
    attributes = f'class="gt-{kind.css}" title="{_title(piece, edit, rules)}"'
    if edit.new and len(edit.new) == len(piece.text) <= _LONGEST_RUBY and "\n" not in edit.new + piece.text:
        return f"<ruby {attributes}{label}>{_text(piece.text)}<rt>{_text(edit.new)}</rt></ruby>"
    left = f"<del {attributes}{label}>{escape(shown(edit, piece.text))}</del>" if piece.text else ""
    came = f"<ins {attributes}>{escape(shown(edit, edit.new))}</ins>" if edit.new else ""
    return left + came


def _title(piece: Piece, edit: Edit, rules: Sequence[Rule]) -> str:
    reason = reason_of(edit.rule, rules=rules)
    lines = [f"{edit.rule} [{edit.start}:{edit.end}]", reason.why, reason.why_zh]
    if edit.new:
        lines.append(f"{piece.text[:40]} \u2192 {edit.new[:40]}")
    lines += [f"{key}: {value}" for key, value in facts(edit.fields)]
    return _text("\n".join(line for line in lines if line)).replace("\n", "&#10;")


def facts(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the facts that are there, values as a reader would write them.

    >>> list(facts({"pages": 3, "omitted_chars": (888, 20), "percent": None}))
    [('pages', '3'), ('omitted_chars', '888, 20')]
    """
    for key, value in fields.items():
        if value is None or value in ("", (), []) or value is False:
            continue
        yield key, ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _head(result: Result) -> str:
    before, after = len(result.original), len(result.text)
    share = f", {100 * (before - after) / before:.1f} % fewer 减少" if before > after else ""
    edits = f"<b>{len(result.edits):,}</b> edits 编辑"
    sizes = f"<b>{before:,}</b> → <b>{after:,}</b> characters 字符{share}"
    parts = [f'<div class="gt-bar">govtext: {sizes}; {edits}</div>']
    if result.error:
        parts.append(f'<div class="gt-cut">not cleaned 未清洗: {_text(result.error)}</div>')
    if result.truncated:
        stated = "; ".join(f"{k}: {v}" for k, v in facts(result.truncation.to_dict()) if k != "truncated")
        parts.append(f'<div class="gt-cut">truncated 有缺文 {_text(stated)}</div>')
    if result.flags:
        parts.append(f'<div class="gt-note">flags 标记: {_text(", ".join(result.flags))}</div>')
    rows = "".join(f"<dt>{_text(key)}</dt><dd>{_text(value)}</dd>" for key, value in facts(result.metadata))
    if rows:
        parts.append(f'<dl class="gt-meta">{rows}</dl>')
    return "".join(parts)


def _rules(result: Result, rules: Sequence[Rule]) -> str:
    rows = "".join(_rule_rows(result, rules))
    if not rows:
        return ""
    heads = "<th>rule 规则</th><th>edits 编辑</th><th>out 删</th><th>in 增</th><th>why 理由</th>"
    return (
        f"<details><summary>rules 规则 ({len(result.summary())})</summary>"
        f'<table class="gt-rules"><tr>{heads}</tr>{rows}</table></details>'
    )


def _rule_rows(result: Result, rules: Sequence[Rule]) -> Iterable[str]:
    for rule, count in result.summary().items():
        kind = kind_of(rule)
        yield (
            f'<tr><td><span class="gt-{kind.css}">{_text(kind.label)}</span> {_text(rule)}</td>'
            f'<td class="gt-n">{count.edits:,}</td><td class="gt-n">{count.removed:,}</td>'
            f'<td class="gt-n">{count.inserted:,}</td><td>{_text(str(reason_of(rule, rules=rules)))}</td></tr>'
        )
