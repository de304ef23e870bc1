"""A result in the terminal: the page as it was, what left struck, then the rules with their reasons.

Where the output has no colour (a pipe, a log, NO_COLOR) what left stands between the brackets
U+27E6 and U+27E7 and what came after a plus sign, so that the account survives as plain text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from govtext.report.html import facts, shown
from govtext.report.kinds import kind_of
from govtext.report.pieces import Limits, Piece, pieces
from govtext.report.reasons import reason_of
from govtext.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from govtext.edits import Edit
    from govtext.result import Result
    from govtext.rules import Rule

__all__ = ["print_diff", "print_result"]

_SCREEN = Limits(context=80)
_OPEN, _CLOSE = "\u27e6", "\u27e7"
_EXAMPLE = 24  # characters of the first removal of a rule that its row shows


def print_result(result: Result, console: Console, *, rules: Sequence[Rule] = ()) -> None:
    """Print one page with what left and why; ``rules`` are a user's own, for their reasons."""
    styled = console.is_terminal and not console.no_color and console.color_system is not None
    _print_head(result, console)
    page = Text(overflow="fold")
    for piece in pieces(result, limits=_SCREEN):
        _append(page, piece, styled=styled)
    console.print(page, soft_wrap=not styled)
    if result.edits:
        console.print(_table(result, rules, styled=styled))


def _append(page: Text, piece: Piece, *, styled: bool) -> None:
    edit = piece.edit
    if piece.skipped:
        page.append(
            f"[… {piece.skipped:,} characters not drawn 略去 {piece.skipped:,} 字 …]", style="dim italic"
        )
    elif piece.folded:
        size = len(piece.text)
        page.append(f"[… {size:,} characters untouched 未改动 {size:,} 字 …]", style="dim italic")
        page.append("\n" if piece.text.endswith("\n") else "")
    elif edit is None:
        page.append(visible(piece.text))
    else:
        kind = kind_of(edit.rule)
        left = shown(edit, piece.text)
        if piece.lead:
            page.append(
                f"{kind.label} " if styled else f"{_OPEN}{kind.label}{_CLOSE}", style=f"reverse {kind.colour}"
            )
        if left:
            page.append(left if styled else f"{_OPEN}{left}{_CLOSE}", style=f"strike {kind.colour}")
        if edit.new:
            page.append(f"+{shown(edit, edit.new)}", style=f"bold underline {kind.colour}")


def _print_head(result: Result, console: Console) -> None:
    before, after = len(result.original), len(result.text)
    console.print(
        f"{before:,} → {after:,} characters 字符, {len(result.edits):,} edits 编辑",
        style="bold",
        highlight=False,
    )
    if result.error:
        console.print(Text(f"not cleaned 未清洗: {visible(result.error)}", style="bold red"))
    if result.truncated:
        stated = "; ".join(f"{k}: {v}" for k, v in facts(result.truncation.to_dict()) if k != "truncated")
        console.print(Text(visible(f"! truncated 有缺文 {stated}"), style="bold red"))
    if result.flags:
        console.print(Text(visible(f"flags 标记: {', '.join(result.flags)}"), style="bold"))
    for key, value in facts(result.metadata):
        console.print(Text(visible(f"{key}: {value}")))
    console.rule(characters="─")


def _table(result: Result, rules: Sequence[Rule], *, styled: bool) -> Table:
    table = Table(title="why 理由", title_justify="left")
    for name in ("kind 类", "rule 规则"):
        table.add_column(name, overflow="fold")
    for name in ("edits 编辑", "out 删", "in 增"):
        table.add_column(name, justify="right")
    table.add_column("first 首例", overflow="fold")
    table.add_column("why 理由", overflow="fold", ratio=1)
    first: dict[str, Edit] = {}
    for edit in result.edits:
        first.setdefault(edit.rule, edit)
    for rule, count in result.summary().items():
        kind, edit = kind_of(rule), first[rule]
        old = result.original[edit.start : edit.end]
        example = shown(edit, old[:_EXAMPLE]).replace("\n", " ") + ("…" if len(old) > _EXAMPLE else "")
        table.add_row(
            Text(kind.label, style=kind.colour if styled else ""),
            Text(visible(rule)),
            f"{count.edits:,}",
            f"{count.removed:,}",
            f"{count.inserted:,}",
            Text(f"{example} @{edit.start}"),
            Text(visible(str(reason_of(rule, rules=rules)))),
        )
    return table


def print_diff(result: Result, console: Console, *, name: str) -> None:
    """Print the unified diff, coloured on a terminal; there, characters that act are shown as codes."""
    from govtext.report.diff import unified_diff

    diff = unified_diff(result, name=name)
    if not console.is_terminal:
        console.file.write(diff.encode("utf-8", "backslashreplace").decode("utf-8"))
        return
    styles = {"-": "red", "+": "green", "@": "cyan"}
    for line in diff.splitlines(keepends=True):
        console.print(Text(visible(line.rstrip("\n")), style=styles.get(line[:1], "")), soft_wrap=True)
