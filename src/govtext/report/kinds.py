"""The kinds of noise as a reader sees them: a label of one character, a name, a style.

A kind is what stands before the dot of a rule id. Colour alone never tells one kind from another: each
has its own line under the text, and the kinds that take whole passages carry a label before them.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["KINDS", "Kind", "kind_of"]


class Kind(NamedTuple):
    """How one kind of noise is shown: in HTML by its CSS class, in the terminal by its colour."""

    name: str
    zh: str
    label: str
    css: str
    colour: str
    passages: bool  # takes passages, not single characters: its label stands in the text


KINDS = {
    kind.name: kind
    for kind in (
        Kind("pinyin", "拼音", "拼", "pinyin", "magenta", passages=False),
        Kind("encoding", "编码", "码", "encoding", "yellow", passages=False),
        Kind("script", "繁简", "繁", "script", "green", passages=False),
        Kind("paywall", "付费墙", "墙", "paywall", "red", passages=True),
        Kind("furniture", "页面栏目", "栏", "furniture", "blue", passages=True),
        Kind("footer", "页脚", "脚", "footer", "cyan", passages=True),
        Kind("duplicates", "重复", "重", "duplicates", "bright_magenta", passages=True),
        Kind("whitespace", "空白", "空", "whitespace", "bright_black", passages=False),
        Kind("punctuation", "标点", "标", "punctuation", "bright_green", passages=False),
    )
}


def kind_of(rule: str) -> Kind:
    """Return the kind of a rule id; a rule of a user's own gets its own name as its label.

    >>> kind_of("footer.icp").label, kind_of("mine.shout").label
    ('脚', 'mine')
    """
    name = rule.partition(".")[0]
    return KINDS.get(name) or Kind(name, "自定义", name[:16] or "?", "own", "bright_yellow", passages=True)
