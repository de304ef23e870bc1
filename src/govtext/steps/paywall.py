"""Paywall and truncation notices: removed wherever they stand, and reported as facts.

Speech sites cut a text in the middle (``……(某网http://…省略888字,正式会员可完整阅读)……``) and at the end
(``(未完,全文共T字,当前仅显示S字…``), sharing sites set cards and disclaimers before it, newspapers ask for
a subscription, forums for a reply, serials for the next page. A corpus must lose the notice, keep every
word around it, and know that text is missing, and how much.

Two questions are kept apart. *Whether*: `govtext.steps.paywall_evidence` wants the words of a rule
(``govtext/rules/paywall.toml``: a gate or a cut word and its object) and a place that fits them, since
news, service guides and libraries speak of memberships and full texts as well. *From where to where*:
`govtext.steps.paywall_extent` takes the bracket, the clauses or the line, the dots that touch them, and
`govtext.steps.paywall_companions` the labels, menus and lists that came along. What a notice states is
read last (`govtext.steps.paywall_figures`) and never used as evidence: real figures do not add up.

All that is imported, and the rules are read, when the first page comes that may hold a notice
(`govtext.steps.paywall_guard`); `govtext.steps.paywall_find` puts it together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govtext.edits import Edit, apply
from govtext.step import Sight, ensure_text, explained_by
from govtext.steps.paywall_guard import LOOK, may_hold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govtext.rules import Rule

__all__ = ["find_paywall", "strip_paywall"]


def find_paywall(text: str, *, gap: str = "\u2026\u2026", rules: Sequence[Rule] = ()) -> list[Edit]:
    """Return the edits that `strip_paywall` makes: sorted, disjoint, offsets in code points.

    Each edit bears the id of its rule. Its fields are what the notice states (``omitted_chars``,
    ``total_chars``, ``shown_chars``, ``total_pages``, ``shown_pages``, ``unread_pages``,
    ``unread_percent``, ``shown_percent``, ``price``), ``truncates`` (whether text is missing) and
    ``gap`` (it is missing right here); `govtext.truncation.truncation_of` puts them together.

    >>> page = "要逐户建立台账\u2026\u2026(某网http://a.example省略726字,正式会员可完整阅读)\u2026\u2026力排查到位。"
    >>> edit, = find_paywall(page)
    >>> edit.rule, edit.fields["omitted_chars"], edit.fields["truncates"]
    ('paywall.omitted', 726, True)
    """
    ensure_text(text)
    if rules:
        return _edits(text, 0, gap, tuple(rules))
    return _beyond(text, LOOK.at(text), gap=gap)


def _beyond(text: str, place: int, *, gap: str = "\u2026\u2026") -> list[Edit]:
    """Return the edits of `find_paywall` by the built-in rules, given where the first pair may stand."""
    return _edits(text, place, gap, ()) if place >= 0 and may_hold(text, place) else []


def _edits(text: str, place: int, gap: str, rules: tuple[Rule, ...]) -> list[Edit]:
    from govtext.steps.paywall_find import find  # with all rules: not before a page needs it

    return find(text, place, gap, rules)


@explained_by(find_paywall, seeing=Sight(lambda: LOOK, _beyond))
def strip_paywall(text: str, *, gap: str = "\u2026\u2026", rules: Sequence[Rule] = ()) -> str:
    r"""Remove paywall and truncation notices with their dots, brackets, labels, menus and link lists.

    A gap in mid-text leaves ``gap`` so that no false sentence is made of its two sides; a notice at the
    end leaves nothing. Fragments beside a gap stay, even half a word. ``rules`` are used beside the
    built-in ones (`govtext.rules`; how to write one: ``docs/how-to/add-a-notice.md``); a rule that cannot
    be compiled raises `govtext.rules.RuleError`, anything but ``str`` a ``TypeError``.

    Kept: memberships, downloads, logins and fees as a subject; quoted walls; ``(略)``, ``(节选)``,
    全文共八章; dots without a notice. A notice in a wording that no rule knows is kept too.

    >>> strip_paywall("水位一度逼近警戒线,两岸的群众\u2026\u2026\n登录后查看全文")
    '水位一度逼近警戒线,两岸的群众'
    >>> strip_paywall("读者输入证号,登录后即可查看全文;未登录只能浏览摘要。")
    '读者输入证号,登录后即可查看全文;未登录只能浏览摘要。'
    """
    return apply(text, find_paywall(text, gap=gap, rules=rules))
