"""The vocabulary of controls: some thousands of plain words, each known from its first characters.

A row of controls (登录 注册 个人中心, 放大字体 缩小字体 重设) is known by its words alone, so there are many of them, and
no pattern: a word is looked up among those that begin with the two characters at hand, the longest first, of
whatever subject. Rules of four roles hold them, as plain lists:

* ``row``: a word of a row. Alone it may be a title or the heading of a list; it goes in a row, or beside chrome.
* ``part``, ``joint``: what words of rows are put together from (热门 + 搜索 + 词). Two parts and more make a word; a
  joint never begins one.
* ``phrase``: what nothing but a page says (预览时标签不可点). It goes wherever a line holds nothing but controls.

A backslash stands before a mark that would be none in a pattern; a word holds neither bar nor backslash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from govtext.rules import Rule

__all__ = ["NEUTRAL", "ROLES", "Words", "is_phrase", "is_row"]

#: What an item of such a rule is in a line.
ROLES = {"row": "word", "part": "word", "phrase": "widget"}

#: Words that are a page's control and an article's answer, field or key as well.
NEUTRAL = frozenset(
    (
        *("手机", "邮箱", "邮件", "高清", "标清", "超清", "流畅", "自动"),
        *("支持", "反对", "一般", "是", "否", "有", "没有", "满意"),
        *("不满意", "很满意", "基本满意", "非常满意", "简体", "繁体", "简", "繁"),
        *("中文", "英文", "English", "日本語", "日本语", "한국어"),
        *("Français", "Русский", "Deutsch", "Español"),
        *("快进", "快退", "停止", "开始", "继续", "音量", "倍速", "语言", "女声", "男声", "童声"),
        *("视频", "音频", "影片", "图片", "照片", "相册", "直播", "回放", "左旋", "右旋", "语速"),
        *("正文", "全文", "栏目", "宋体", "黑体", "楷体", "安卓", "鸿蒙", "快讯", "评论"),
        *("宽", "窄", "固定", "声音", "鼠标", "空间", "讨论区", "免责声明", "特别声明"),
        *("蒙古文", "藏文", "维吾尔文", "哈萨克文", "朝鲜文", "蒙古语", "藏语", "维吾尔语", "笔记", "社论"),
        *("题名", "责任者", "主题词", "ISBN", "ISSN", "索书号", "仿宋"),
    )
)


def is_row(rule: str) -> bool:
    """Whether a rule holds words of rows."""
    return rule.startswith("furniture.row_")


def is_phrase(rule: str) -> bool:
    """Whether a rule holds phrases."""
    return rule.startswith("furniture.phrase_")


class Words:
    """The words of some rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_first: dict[str, list[tuple[str, Rule]]] = {}
        self._parts: dict[str, list[str]] = {}
        self._joints: frozenset[str] = frozenset()
        self._rule: Rule | None = None
        for rule in rules:
            if rule.role in ("part", "joint"):
                self._add_parts(rule)
                continue
            for word in rule.pattern.replace("\\", "").split("|"):
                self._by_first.setdefault(word[0], []).append((word, rule))
        for words in self._by_first.values():
            words.sort(key=_longest_first)

    def beginning(self, two: str) -> tuple[tuple[str, Rule], ...]:
        """Return the words that begin with two characters, or are the first of them, the longest first."""
        return tuple(found for found in self._by_first.get(two[:1], ()) if two.startswith(found[0][:2]))

    def _add_parts(self, rule: Rule) -> None:
        parts = sorted(rule.pattern.split("|"), key=len, reverse=True)
        for part in parts:
            self._parts.setdefault(part[0], []).append(part)
        if rule.role == "joint":
            self._joints = frozenset(parts)
        else:
            self._rule = rule

    def begins_compound(self, two: str) -> bool:
        """Whether a word that is put together from parts may begin with two characters."""
        return any(part.startswith(two) and part not in self._joints for part in self._parts.get(two[:1], ()))

    def compound(self, text: str, at: int) -> tuple[int, Rule] | None:
        """Where a word ends that is put together from parts, and the rule of these."""
        stop, parts = at, 0
        while stop < len(text) and parts <= _MOST_PARTS:
            for part in self._parts.get(text[stop], ()):
                if text.startswith(part, stop) and (parts or part not in self._joints):
                    stop += len(part)
                    parts += 1
                    break
            else:
                break
        return (stop, self._rule) if parts > 1 and self._rule is not None else None


_MOST_PARTS = 6


def _longest_first(found: tuple[str, Rule]) -> int:
    return -len(found[0])
