"""Why a rule removes what it removes, in English and Chinese, for every rule id there is.

Rules that are data carry their reason (``why``, ``why_zh``); those that are code have it here. A test
asks for the reason of every rule that fires on the marked pages, so that none goes without.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from govtext.rules import FAMILIES, Rule, load_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Reason", "has_reason", "reason_of"]


class Reason(NamedTuple):
    """Why a rule acts."""

    why: str
    why_zh: str

    def __str__(self) -> str:
        return f"{self.why} {self.why_zh}".strip()


_KINDS = {
    "pinyin": Reason("A reading in brackets after the characters that it is the reading of.", "随文注音"),
    "encoding": Reason("Damage of the encoding, repaired.", "编码损坏的修复"),
    "script": Reason("Traditional script, converted character by character.", "繁体转简体"),
    "paywall": Reason(
        "A notice that text is missing or must be paid for, or what belongs to it.", "付费墙或截断提示"
    ),
    "furniture": Reason("Furniture of the web page, no part of the article.", "网页栏目与控件"),
    "footer": Reason("The foot of the site, no part of the article.", "网站页脚"),
    "duplicates": Reason("A later copy of a block that stands on the page already.", "重复的文字"),
    "whitespace": Reason("White space that carries no meaning.", "多余空白"),
    "punctuation": Reason("The width of a punctuation mark, normalised.", "标点宽度规范"),
}
_OWN = Reason("A step or rule of your own.", "自定义步骤或规则")

_CODE = {
    "pinyin.toned": Reason(
        "A toned reading in brackets, of the Han characters before it.", "带调拼音注音\uff0c与前字读音相符"
    ),
    "pinyin.numbered": Reason(
        "A reading with a tone number in brackets, of the Han character before it.", "数字标调的拼音注音"
    ),
    "pinyin.untoned": Reason(
        "An untoned reading in brackets, on a page where such brackets are annotations.", "不带调的拼音注音"
    ),
    "pinyin.word": Reason(
        "A reading of several syllables, of as many characters before it.", "词语的拼音注音"
    ),
    "pinyin.unlisted": Reason(
        "A toned syllable in brackets that no table lists, on a page full of verified ones.",
        "整页注音中未收录的读音",
    ),
    "pinyin.straddled": Reason(
        "A reading that a line break or another bracket has torn from its character.", "与所注的字隔开的注音"
    ),
    "encoding.newline": Reason("A carriage return or another line end, made a line feed.", "换行符统一"),
    "encoding.entity": Reason("An HTML entity, made the character that it stands for.", "HTML 实体还原"),
    "encoding.invisible": Reason("A control or zero-width character.", "控制字符与零宽字符"),
    "encoding.surrogate": Reason("Half a surrogate pair: joined, or marked as lost.", "孤立代理项"),
    "encoding.mojibake": Reason("Text decoded with the wrong codec, put right.", "乱码修复"),
    "script.t2s": Reason("A Traditional character, made Simplified.", "繁体字转简体字"),
    "script.zhe": Reason("The character U+8457, settled by the word it stands in.", "著、着按词定字"),
    "furniture.pipes": Reason(
        "Pipes that a table of the web page has left; its cells stay.", "网页表格残留的竖线"
    ),
    "furniture.fragment": Reason(
        "A stray fragment of the page's furniture: a lone bracket, a lone digit.", "栏目残片"
    ),
    "paywall.menu": Reason("A menu of the site beside a notice.", "提示旁的站点菜单"),
    "paywall.disclaimer": Reason("A numbered disclaimer of a sharing site.", "文档分享站的编号声明"),
    "paywall.running-title": Reason(
        "The running title and page marker beside a notice.", "提示旁重复出现的书名与页码"
    ),
    "paywall.card": Reason("A line of the upload card of a sharing site.", "文档分享站的上传信息卡"),
    "paywall.file": Reason("The file name that a sharing site shows.", "文档分享站的文件名行"),
    "paywall.marks": Reason("Dots, brackets and signs that belong to a notice.", "属于提示的省略号与符号"),
    "duplicates.pair": Reason(
        "A line given again right below itself, on a page of such pairs.", "逐行成对的重复"
    ),
    "duplicates.title": Reason("The title, given again at the head with only labels between.", "重复的标题"),
    "duplicates.caption": Reason("The caption of one photo, given again under others.", "重复的图片说明"),
    "duplicates.adjacent": Reason(
        "A copy: nothing but noise stands between it and the first.", "与前文之间只有噪声的重复"
    ),
    "duplicates.header": Reason("A copy under the page's own title or header.", "同一标题下的重复"),
    "duplicates.cue": Reason(
        "A copy that a cue announces, such as a print version or a reprint.", "有提示语的重复"
    ),
    "duplicates.teaser": Reason(
        "A cut teaser of the text that stands whole further on.", "后文全文的截短摘要"
    ),
    "duplicates.overlap": Reason(
        "Text that ends one piece of the page and begins the next once more.", "前后两段衔接处的重叠"
    ),
    "duplicates.lines": Reason("Several lines that return in the same order.", "多行按原顺序重复"),
    "duplicates.share": Reason("A copy of a large part of the page.", "占页面很大部分的重复"),
    "whitespace.blanks": Reason("Blanks at the edge of a line.", "行首行尾空白"),
    "whitespace.lines": Reason("Blank lines beyond one.", "多余空行"),
    "punctuation.widened": Reason(
        "A half-width mark beside Chinese text, made full width.", "半角标点转全角"
    ),
    "punctuation.narrowed": Reason("A full-width mark beside Latin text, made half width.", "全角标点转半角"),
}


@cache
def _built_in() -> dict[str, Reason]:
    return _CODE | {
        rule.id: Reason(rule.why, rule.why_zh)
        for family in FAMILIES
        for rule in load_rules(family)
        if rule.why
    }


def has_reason(rule: str) -> bool:
    """Say whether a rule of govtext has a reason of its own, not only that of its kind."""
    return rule in _built_in()


def reason_of(rule: str, *, rules: Iterable[Rule] = ()) -> Reason:
    """Return why a rule acts: its own reason, else that of its kind; ``rules`` are a user's own.

    >>> reason_of("pinyin.toned").why
    'A toned reading in brackets, of the Han characters before it.'
    >>> str(reason_of("mine.shout"))
    'A step or rule of your own. 自定义步骤或规则'
    """
    for own in rules:
        if own.id == rule:
            return Reason(own.why, own.why_zh)
    return _built_in().get(rule) or _KINDS.get(rule.partition(".")[0], _OWN)
