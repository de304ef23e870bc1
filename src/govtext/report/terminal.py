"""A result in the terminal: the page as it was, what left struck, then the rules with their reasons.

Where the output has no colour (a pipe, a log, NO_COLOR) what left stands between the brackets
U+27E6 and U+27E7 and what came after a plus sign, so that the account survives as plain text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
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
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def print_result(result: Result, console: Console, *, rules: Sequence[Rule] = ()) -> None:
    """Print one page with what left and why; ``rules`` are a user's own, for their reasons.

    The small number behind every edit is that of its rule in the list below the page.
    """
    styled = console.is_terminal and not console.no_color and console.color_system is not None
    _print_head(result, console)
    numbers = {rule: str(number).translate(_RAISED) for number, rule in enumerate(result.summary(), 1)}
    page = Text(overflow="fold")
    for piece in pieces(result, limits=_SCREEN):
        _append(page, piece, numbers, styled=styled)
    console.print(page, soft_wrap=not styled)
    if result.edits:
        _print_rules(result, console, rules)


def _append(page: Text, piece: Piece, numbers: dict[str, str], *, styled: bool) -> None:
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
        _append_edit(page, piece.text, edit, label=piece.lead, styled=styled)
        page.append(numbers[edit.rule], style=kind_of(edit.rule).colour)


def _append_edit(page: Text, old: str, edit: Edit, *, label: bool, styled: bool) -> None:
    kind = kind_of(edit.rule)
    if label:
        page.append(kind.label if styled else f"{_OPEN}{kind.label}{_CLOSE}", style=f"reverse {kind.colour}")
    if old:
        left = shown(edit, old)
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


def _print_rules(result: Result, console: Console, rules: Sequence[Rule]) -> None:
    """Print per rule a line of counts and, below it, why it acts."""
    console.rule(characters="─")
    for number, (rule, count) in enumerate(result.summary().items(), 1):
        kind = kind_of(rule)
        came = f", {count.inserted:,} in 增" if count.inserted else ""
        line = Text(f"{number:>3} ")
        line.append(visible(f"{kind.label} {rule}"), style=f"bold {kind.colour}")
        line.append(f"  {count.edits:,} edits 编辑, {count.removed:,} out 删{came}")
        console.print(line)
        console.print(Padding(Text(visible(str(reason_of(rule, rules=rules))), style="dim"), (0, 0, 0, 6)))


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
