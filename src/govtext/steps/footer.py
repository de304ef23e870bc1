r"""Footers: the block of hosts, filing numbers and addresses that a site prints under every page.

**What goes.** A run of lines, or the remainder of the last line, that holds an *anchor*: a label with
its value. An ICP number with its province letter, a public security number, a site code, 版权所有 or
Copyright with a name or a year, a numbered media licence, the site's sentence that nothing may be
reprinted, the credit of its vendor. With the anchor go its *companions*: hosts, address, phones,
hotlines, link rows, badges, and the debris after it.

**What stays.** Never is a page cut at the first 版权所有: words in a sentence are no anchor. The contact
lines, signature and date that close a notice stay, even directly above a footer; so do news on
copyright, lists of filing numbers, a site's yearly report, the hosts of an event, the imprint of a
journal. A footer in mid-document goes without what follows it.

**How.** *Evidence first*: one scan over the page for stems (`govtext.steps.footer_guard`); only a piece of
a line where one occurs is read (`govtext.steps.footer_items`). *Then extent*: from the anchor downwards over everything that can
be footer, and upwards to the first sentence, signature, date, byline, numbered item or notice label.
Contact lines on the way up are taken only if the text has closed above them (POLICY: full stop,
by-line, signature, date); between a heading or a notice label and the anchor they stay.
What no rule names goes by its place and make: telephones, branches and names in other scripts between an
anchor and the page's end or the next anchor, and the head of a block that opens with its owner's name.
*Last the veto*: a block beside the fields of a form, under "as follows:", or made of several filing
numbers of one kind, is text.

Offsets are code points of the text. The cost is linear: each piece is read once per call.

>>> strip_footer("秋粮入库过半。\n主办:云汀县人民政府 苏ICP备2099012345号")
'秋粮入库过半。'
>>> strip_footer("网站底部应当标明主办单位和ICP备案编号。")
'网站底部应当标明主办单位和ICP备案编号。'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govtext.edits import Edit, apply
from govtext.step import Sight, ensure_text, explained_by
from govtext.steps.footer_guard import built_in_gate, built_in_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govtext.rules import Rule

__all__ = ["find_footer", "strip_footer"]


def find_footer(text: str, *, rules: Sequence[Rule] = ()) -> list[Edit]:
    r"""Return the edits that take the footers out of ``text``; see the module for what goes and stays.

    ``rules`` are further `govtext.rules.Rule` objects of the family, tried after the built-in ones.
    An edit carries the id of the strongest rule of its block (``footer.icp``) and what the block says:
    ``icp``, ``police_number``, ``site_code``, ``licence``, ``telecom``, ``owner``, ``host``.
    A text that is footer from end to end gives ``[]``: whether to empty a page is not for a step.

    >>> (edit,) = find_footer("秋粮入库过半。\n云汀县人民政府 版权所有 苏ICP备2099012345号")
    >>> edit.rule, edit.fields["icp"]
    ('footer.icp', '苏ICP备2099012345号')
    """
    ensure_text(text)
    if rules:
        return _edits(text, tuple(rules), None)
    return _beyond(text, built_in_look().at(text))


def _beyond(text: str, place: int) -> list[Edit]:
    """Return the edits of `find_footer` by the built-in rules, given where the first sign of a stem stands."""
    opens = built_in_gate().places(text, place) if place >= 0 else []
    return _edits(text, (), opens) if opens else []


def _edits(text: str, own: tuple[Rule, ...], opens: list[int] | None) -> list[Edit]:
    from govtext.steps import footer_blocks, footer_items  # what a plain page never loads

    return footer_blocks.edits_of(text, footer_items.lexicon(own), opens)


@explained_by(find_footer, seeing=Sight(built_in_look, _beyond))
def strip_footer(text: str, *, rules: Sequence[Rule] = ()) -> str:
    """Return ``text`` without its footers; see `find_footer`. Nothing to do: the same object.

    >>> strip_footer("渡轮末班时间延后一小时。主办:海屿市港航局 琼公网安备 46990002000018号")
    '渡轮末班时间延后一小时。'
    """
    return apply(text, find_footer(text, rules=rules))
