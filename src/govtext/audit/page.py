"""The audit page: one HTML file that needs nothing else and can do nothing else.

A content security policy allows exactly the one style sheet and the one script written here, by their
hashes, and no network: even text that slipped through the escaping would be inert.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any

from govtext.audit.plots import Bar, bars, columns
from govtext.report.html import style
from govtext.report.kinds import KINDS, kind_of
from govtext.report.reasons import reason_of
from govtext.report.visible import visible
from govtext.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from govtext.audit.totals import RuleTotal, Totals
    from govtext.audit.view import Snippet, View
    from govtext.rules import Rule

__all__ = ["page"]

_PLOTTED = 30  # rules in the plot; the table has more
_LISTED = 400  # rules in the table
_LARGEST = 30  # single removals that are listed
_EXAMPLES = 2  # snippets per rule


@cache
def _file(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def page(
    totals: Totals, views: Sequence[View], *, rules: Sequence[Rule] = (), title: str = "govtext audit"
) -> str:
    """Return the audit page of a batch as one HTML document."""
    css, script = style() + _file("page.css"), _file("page.js")
    policy = f"default-src 'none'; style-src {_hash(css)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    name = _text(title)
    return (
        f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>{name}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{css}</style></head><body><h1>{name}</h1>"
        f"{_said(totals, views)}{_cards(totals)}{_plots(totals, rules)}{_rules(totals, views, rules)}"
        f"{_largest(views)}{_documents(views)}{_DIALOG}"
        f'<script type="application/json" id="data">{_data(views, rules)}</script>'
        f"<script>{script}</script></body></html>\n"
    )


_DIALOG = (
    '<dialog id="view" aria-labelledby="view-title"><header><b id="view-title"></b>'
    '<button id="previous" title="previous 上一篇">←</button><button id="next" title="next 下一篇">→</button>'
    '<button id="close">close 关闭</button></header><div id="view-body"></div></dialog>'
)


def _text(text: str) -> str:
    return escape(visible(text), quote=True)


def _said(totals: Totals, views: Sequence[View]) -> str:
    if len(views) >= totals.documents:
        return f'<p class="note">govtext {__version__}. Every document is counted and shown. 全部文档均已统计并可查看。</p>'
    return (
        f'<p class="note" id="sampled">govtext {__version__}. All {totals.documents:,} documents are counted; '
        f"{len(views):,} of them are shown: those that lost the largest share, those where rare rules acted, some that "
        f"are truncated, flagged or failed, and a random choice. "
        f"统计包含全部 {totals.documents:,} 篇\uff1b可查看其中 {len(views):,} 篇\uff1a删除比例最大、触发罕见规则、"
        "有缺文或有标记的\uff0c以及随机抽样。</p>"
    )


def _cards(totals: Totals) -> str:
    lost = totals.chars_in - totals.chars_out
    share = f" ({100 * lost / totals.chars_in:.2f} %)" if totals.chars_in else ""
    cards = (
        ("documents 文档", f"{totals.documents:,}"),
        ("changed 有改动", f"{totals.changed:,}"),
        ("characters in 原文字符", f"{totals.chars_in:,}"),
        ("fewer 减少", f"{lost:,}{share}"),
        ("truncated 有缺文", f"{totals.truncated:,}"),
        ("flagged 有标记", f"{totals.flagged:,}"),
        ("failed 失败", f"{totals.failed:,}"),
    )
    return f'<div class="cards">{"".join(f"<div class=card><b>{v}</b>{k}</div>" for k, v in cards)}</div>'


def _plots(totals: Totals, rules: Sequence[Rule]) -> str:
    per_kind = sorted(totals.kinds().items(), key=lambda item: (-item[1].lost, item[0]))
    per_rule = sorted(totals.rules.items(), key=lambda item: (-item[1].lost, item[0]))[:_PLOTTED]
    kinds = [_bar(f"{visible(name)} {kind_of(name).zh}", name, total, "") for name, total in per_kind]
    top = [_bar(visible(rule), rule, total, str(reason_of(rule, rules=rules))) for rule, total in per_rule]
    more = f", first {_PLOTTED} of {len(totals.rules)}" if len(totals.rules) > _PLOTTED else ""
    figures = (
        ("Characters removed per kind 各类删除字符数", bars(kinds, title="characters removed per kind")),
        (
            "Documents by share removed, % 按删除比例分布的文档数",
            columns(totals.shares, title="documents by share removed"),
        ),
        (
            f"Characters removed per rule 各规则删除字符数{more}",
            bars(top, title="characters removed per rule"),
        ),
    )
    drawn = "".join(f"<figure><figcaption>{name}</figcaption>{svg}</figure>" for name, svg in figures)
    return f'<h2>What was removed 删了什么</h2><div class="plots">{drawn}</div>'


def _bar(label: str, rule: str, total: RuleTotal, why: str) -> Bar:
    title = visible(
        f"{label}: {total.lost:,} characters, {total.edits:,} edits, {total.documents:,} documents. {why}"
    )
    return Bar(label, total.lost, f"{total.lost:,}", kind_of(rule).css, title)


def _rules(totals: Totals, views: Sequence[View], rules: Sequence[Rule]) -> str:
    seen: dict[str, list[tuple[int, Snippet]]] = {}
    for number, view in enumerate(views):
        for snippet in view.snippets:
            seen.setdefault(snippet.rule, []).append((number, snippet))
    rows = []
    for rule, total in totals.rarest()[:_LISTED]:
        shown = visible(rule)
        found = sorted(seen.get(shown, ()), key=lambda item: -item[1].size)[:_EXAMPLES]
        examples = "".join(_example(number, snippet) for number, snippet in found)
        rows.append(
            f'<tr><td><button class="open" data-filter="{_text(rule)}">{_text(rule)}</button></td>'
            f'<td class="n">{total.documents:,}</td><td class="n">{total.edits:,}</td><td class="n">{total.lost:,}</td>'
            f'<td class="why">{_text(str(reason_of(rule, rules=rules)))}</td><td class="govtext">{examples}</td></tr>'
        )
    heads = "rule 规则", "documents 文档", "edits 编辑", "removed 删除", "why 理由", "largest 最大的删除"
    return (
        "<h2>Rules, the rarest first 规则\uff08罕见的在前\uff09</h2>"
        '<p class="note">A rule that seldom acts is where a mistake hides. Click a rule to see its documents, an example '
        "to open its page. 罕见的规则最容易出错。点击规则筛选文档\uff0c点击例子打开页面。</p>"
        f'<div class="scroll"><table class="list" id="rules">{_heads(heads)}<tbody>{"".join(rows)}</tbody></table></div>'
    )


def _heads(names: Sequence[str]) -> str:
    return f"<thead><tr>{''.join(f'<th>{name}</th>' for name in names)}</tr></thead>"


def _example(number: int, snippet: Snippet) -> str:
    kind = kind_of(snippet.rule)
    before, left, after = (
        escape(part.replace("\n", " "), quote=True) for part in (snippet.before, snippet.left, snippet.after)
    )
    return (
        f'<span class="snippet">{before}<del class="gt-{kind.css}">{left}</del>{after} '
        f'<button class="open" data-doc="{number}">({snippet.size:,})</button></span>'
    )


def _largest(views: Sequence[View]) -> str:
    every = [(number, snippet) for number, view in enumerate(views) for snippet in view.snippets]
    every.sort(key=lambda item: (-item[1].size, item[0]))
    rows = "".join(
        f'<tr><td class="n">{snippet.size:,}</td><td>{escape(snippet.rule)}</td>'
        f'<td><button class="open" data-doc="{number}">{escape(views[number].source)}</button></td>'
        f'<td class="govtext">{_example(number, snippet)}</td></tr>'
        for number, snippet in every[:_LARGEST]
    )
    heads = "characters 字符", "rule 规则", "document 文档", "removed text 删除内容"
    return (
        "<h2>The largest single removals 最大的单次删除</h2>"
        f'<div class="scroll"><table class="list" id="largest">{_heads(heads)}<tbody>{rows}</tbody></table></div>'
    )


def _documents(views: Sequence[View]) -> str:
    rows = "".join(_document(number, view) for number, view in enumerate(views))
    heads = "removed 删除", "", "document 文档", "in 原文", "out 结果", "kinds 类别", "notes 说明"
    return (
        "<h2>Documents, the largest share removed first 文档\uff08删除比例大的在前\uff09</h2>"
        '<div class="tools"><label>filter 筛选 <input id="filter" type="search" autocomplete="off" '
        'placeholder="name, rule, truncated, source … 名称、规则、有缺文"></label>'
        '<button data-filter="truncated">truncated 有缺文</button><button data-filter="">all 全部</button>'
        '<output id="count"></output></div>'
        f'<table class="list" id="documents">{_heads(heads)}<tbody>{rows}</tbody></table>'
    )


def _document(number: int, view: View) -> str:
    kinds = {rule.partition(".")[0]: kind_of(rule) for rule in view.rules}
    chips = "".join(
        f'<span class="gt-{kind.css}" title="{escape(kind.name, quote=True)} {kind.zh}">{escape(kind.label)}</span>'
        for kind in kinds.values()
    )
    marks = ['<span class="mark cut">truncated 有缺文</span>'] if view.truncated else []
    marks += [f'<span class="mark">{escape(note)}</span>' for note in view.notes]
    percent = 100 * view.share
    return (
        f'<tr data-doc="{number}"><td class="n">{percent:.1f} %</td>'
        f'<td><meter min="0" max="100" value="{percent:.1f}" aria-label="share removed"></meter></td>'
        f'<td><button class="open" data-doc="{number}">{escape(view.source)}</button></td>'
        f'<td class="n">{view.chars_in:,}</td><td class="n">{view.chars_out:,}</td>'
        f'<td class="govtext kinds">{chips}</td><td>{" ".join(marks)}</td></tr>'
    )


def _data(views: Sequence[View], rules: Sequence[Rule]) -> str:
    used = sorted({rule for view in views for rule in view.rules})
    data = {
        "kinds": {kind.name: [kind.css, kind.label] for kind in KINDS.values()},
        "rules": {rule: visible(str(reason_of(rule, rules=rules))) for rule in used},
        "docs": list(_plain(views)),
    }
    dumped = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return dumped.replace(
        "<", "\\u003c"
    )  # nothing in the data can close the script element or open a comment


def _plain(views: Sequence[View]) -> Iterator[dict[str, Any]]:
    for view in views:
        yield {
            "source": view.source,
            "share": round(view.share, 4),
            "in": view.chars_in,
            "out": view.chars_out,
            "cut": view.truncated,
            "notes": view.notes,
            "facts": view.facts,
            "rules": view.rules,
            "pieces": view.pieces,
        }
