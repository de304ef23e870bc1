"""Page furniture: what an extractor leaves of the page around an article.

**What goes.** The path to the page, the bar of the site, the line of metadata under the title, the index
card, the choice of a font size, buttons to print, share and close, prompts to scan a code, pagers, the
editing chain, the articles before and after, lists of other articles, boxes for comments, what players,
scripts and pictures leave behind, the pipes of tables, and stray fragments of all these.

**What stays.** The title and whoever signs the article (记者, 通讯员, 摄, 供稿), attachments with a name,
抄送 and 印发, captions, and every use of the same words as content: 来源 in a water report, 字号 in format
rules, 扫一扫 in an instruction, 上一篇 in a serial.

**How.** A line is furniture when the grammar (`govtext.steps.furniture_grammar`) reads it to its end, and
when it stands where its words are a page's. A form that nothing but a page has (``[打印本页]``,
``来源: 时间: 浏览:``) goes wherever it stands; a lone label only at the head or at the tail; a lone word
only beside something surer. A label counts when its value is empty, a name, a date or a number and ends
there. Edits carry what their label states (`govtext.metadata` collects it).

A page that is furniture from end to end comes back whole. Offsets are code points. The rules are data:
``rules/furniture.toml``; their words come from shared field notes of Chinese government and news pages.

>>> strip_furniture("桥头村通了公交\\n来源: 云溪日报 时间:2024-03-15\\n第一班公交昨天开进村。")
'桥头村通了公交\\n第一班公交昨天开进村。'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from govtext.edits import Edit, apply, compose
from govtext.fold import BLANKS
from govtext.rules import Rule, load_rules
from govtext.step import ensure_text, explained_by
from govtext.steps.furniture_card import take_cards
from govtext.steps.furniture_glue import take_glued
from govtext.steps.furniture_grammar import Grammar, Item, fold, grammar_of
from govtext.steps.furniture_list import take_lists
from govtext.steps.furniture_page import Line, Page, is_title, read_page
from govtext.steps.furniture_table import find_pipes
from govtext.steps.furniture_title import take_titles

__all__ = ["find_furniture", "strip_furniture"]

_HAN = "\u3400-\u9fff"
_MOST_ROUNDS = 6
_LONGEST_ALONE = 160
_MOST_HEAD = 16
_MOST_TAIL = 8


def find_furniture(text: str, *, rules: Sequence[Rule] = ()) -> list[Edit]:
    """Return the edits that remove the furniture of a page; none when nothing else would be left.

    ``rules`` are rules of one's own, used beside the built-in ones. Raises ``TypeError`` for anything
    but ``str``.
    """
    ensure_text(text)
    grammar = grammar_of((*rules, *load_rules("furniture")))
    if not _worth_reading(text, grammar):
        return []
    edits: list[Edit] = []
    rest = text
    for _ in range(_MOST_ROUNDS):
        found = _find_once(rest, grammar)
        if not found:
            break
        edits = compose(edits, found)
        rest = apply(rest, found)
    return edits if rest.strip(BLANKS + "\r\n|") else []


@explained_by(find_furniture)
def strip_furniture(text: str, *, rules: Sequence[Rule] = ()) -> str:
    """Return ``text`` without its page furniture (see the module's essay)."""
    return apply(text, find_furniture(text, rules=rules))


def _worth_reading(text: str, grammar: Grammar) -> bool:
    """Whether a stem of any rule stands where furniture can stand.

    Furniture has lines of its own, without a full stop, or it hangs on the first or the last lines:
    the rest of a page, mostly nearly all of it, is not looked at.
    """
    if grammar.gate is None or "|" in text or "\uff5c" in text:
        return True
    lines = text.split("\n")
    solid = [line for line in lines[:_MOST_HEAD] if line]
    suspects = [line for line in lines if len(line) <= _LONGEST_ALONE and "。" not in line]
    suspects += [line[:300] for line in solid if len(line) > _LONGEST_ALONE or "。" in line]
    suspects += [line[-400:] for line in lines[-_MOST_TAIL:]]
    return grammar.gate.search(fold("\n".join(suspects))) is not None


def _find_once(text: str, grammar: Grammar) -> list[Edit]:
    page = read_page(text, grammar)
    edits = take_cards(page)
    _set_facts_apart(page)
    edits += take_lists(page)
    _take_lines(page)
    labelled, label_edits = _title_label(page)
    edits += label_edits
    for number in page.solid:
        line = page.lines[number]
        if line.taken and not line.edited:
            edits += _line_edits(page, line)
    edits += take_titles(page, labelled)
    edits += take_glued(page)
    edits += find_pipes(page)
    return _settled(edits, page)


def _settled(edits: list[Edit], page: Page) -> list[Edit]:
    """Sort the edits, and drop or trim what two finders both claim."""
    out: list[Edit] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if edit.end <= at:
            continue
        if edit.start < at:
            edit = edit._replace(start=at)
        if edit.start == edit.end:
            continue
        out.append(edit)
        at = edit.end
    return _closing(out, page.text)


def _closing(edits: list[Edit], text: str) -> list[Edit]:
    """Where the edits reach the end of the text, let the line break before them go too."""
    if not edits or text[edits[-1].end :].strip(BLANKS + "\r\n"):
        return edits
    first = len(edits) - 1
    while first and edits[first - 1].end == edits[first].start:
        first -= 1
    start = edits[first].start
    floor = edits[first - 1].end if first else 0
    if start > floor and (start == len(text) or text[start - 1] in "\r\n"):
        while start > floor and text[start - 1] in BLANKS + "\r\n":
            start -= 1
        edits[first] = edits[first]._replace(start=start)
    return edits


# ------------------------------------------------------------------ which lines go

_META = frozenset(("source", "published", "updated", "views"))
_UNSURE = re.compile("(?:时间|日期|作者|来源|编辑|发布|审核|出处|摘自|转自|人气|热度|更新|次数|点击|阅读|主题词|关键词|标签|制作|设计|策划|统筹|校对|监制|浏览)$")
_OTHER_LABEL = re.compile(f"[{_HAN}A-Za-z]{{2,10}}[{BLANKS}]{{0,4}}:[{BLANKS}]{{0,4}}[^{BLANKS}]")
_ALONE = frozenset("打印 关闭 收藏 分享 返回 顶部 TOP Top top 纠错 回首页 回顶部 返回顶部 至顶部 刷新 列印 × 首页 下载 导出 正文 更多 打印预览".split())
_MEDIUM_END = re.compile("(?:日报|晚报|晨报|早报|时报|商报|快报|导报|都市报|青年报|报|网|在线|新华社|通讯社|电视台|电台|融媒体中心|融媒|传媒|客户端|公众号|杂志|周刊)[》”\"]?$|^.{2,5}(?<![院府局委部厅办会署令号])发布$")


def _labels(line: Line) -> list[Item]:
    return [item for item in line.items if item.role == "label"]


def _is_strong(line: Line) -> bool:
    """Whether a line is a page's wherever it stands."""
    roles = line.roles()
    if roles & {"widget", "line"}:
        return line.items[0].rule != "furniture.gallery"
    labels = _labels(line)
    fields = {item.field for item in labels}
    if "sizes" in fields or len(fields & _META) >= 2:
        return True
    if any(item.field == "views" and item.value is not None for item in labels):
        return True
    return sum(item.field == "neighbour" for item in labels) >= 2


def _set_facts_apart(page: Page) -> None:
    """Keep the label lines that are facts: works with their authors, the fields of an event."""
    for fields in (("author",), ("editor",)):
        seen: dict[str, list[int]] = {}
        for number in page.solid:
            line = page.lines[number]
            labels = _labels(line)
            if line.whole and labels and all(item.field in fields for item in line.items) and not line.taken:
                seen.setdefault(page.line_text(number), []).append(number)
        numbers = sorted(n for group in seen.values() for n in group)
        parted = [a for a, b in zip(numbers, numbers[1:], strict=False) if _article_between(page, a, b)]
        if len(seen) >= 2 and (len(parted) >= 2 or (parted and min(numbers) >= page.head and len(seen) == len(numbers) > 2)):
            for number in numbers:
                page.lines[number].kept = True
    _keep_questions(page)
    for position, number in enumerate(page.solid):
        line = page.lines[number]
        if not line.whole or line.taken or _is_strong(line) or not _labels(line):
            continue
        if len(_labels(line)) > 1 and number < page.head:
            continue
        label = re.sub(f"[{BLANKS}]", "", page.line_text(number).partition(":")[0])
        if number >= page.tail or _UNSURE.match(label):
            if any(_is_other_label(page, n, position) for n in (page.around(position, -1), page.around(position, 1))):
                line.kept = True


def _keep_questions(page: Page) -> None:
    """Keep a questionnaire: a page asks about itself once."""
    asked = [n for n in page.solid if any(i.rule == "furniture.rating" for i in page.lines[n].items)]
    if len({page.line_text(n) for n in asked}) < 2:
        return
    for number in page.solid:
        line = page.lines[number]
        if number >= asked[0] and line.whole and line.roles() == {"word"}:
            line.kept = True


def _article_between(page: Page, first: int, second: int) -> bool:
    return any(not page.lines[n].whole for n in page.solid if first < n < second)


def _is_other_label(page: Page, number: int | None, position: int) -> bool:
    """Whether a neighbour is a field of something else: 地点:县图书馆."""
    if number is None:
        return False
    line = page.lines[number]
    text = page.line_text(number)
    if line.whole or line.items or line.taken or len(text) > 60 or "。" in text:
        return False
    if number in page.solid[:2] and number < page.solid[position]:
        return False  # a title may hold a colon
    found = _OTHER_LABEL.match(text)
    return found is not None and not re.match("(?:地址|电话|邮编|主办|承办|技术|版权|网站|备案)", text)


def _take_lines(page: Page) -> None:
    """Mark the lines that go: the sure ones, then those that their place or a neighbour makes sure."""
    title = _title_number(page)
    for number in page.solid:
        line = page.lines[number]
        if line.whole and not line.taken and not line.kept and _is_strong(line):
            line.taken = True
    _take_gallery(page)
    changed = True
    rounds = 0
    while changed and rounds < 4:
        changed = False
        rounds += 1
        for positions in (range(len(page.solid)), range(len(page.solid) - 1, -1, -1)):
            for position in positions:
                line = page.lines[page.solid[position]]
                if line.taken or line.kept:
                    continue
                if _goes_here(page, position, title):
                    line.taken = changed = True
    _take_above_path(page, title)


def _take_gallery(page: Page) -> None:
    """Take the counters of a gallery: several of one total, or one beside a picture's name."""
    counters = [n for n in page.solid if page.lines[n].items and page.lines[n].items[0].rule == "furniture.gallery"]
    totals = [re.sub(r"\D+", " ", page.line_text(n)).split()[-1] for n in counters]
    for number, total in zip(counters, totals, strict=True):
        position = page.solid.index(number)
        near = [page.around(position, -1), page.around(position, 1)]
        beside = any(n is not None and page.lines[n].taken for n in near)
        if beside or totals.count(total) >= 2:
            page.lines[number].taken = True


def _title_number(page: Page) -> int | None:
    """The number of the line that is the title: the first title-like line of the head."""
    for number in page.solid:
        if number > page.head:
            return None
        line = page.lines[number]
        text = page.line_text(number)
        if not line.items and not line.whole and not line.taken and is_title(text.strip("| ")) and not _NAV_ROW.fullmatch(text):
            return number
    return None


def _goes_here(page: Page, position: int, title: int | None) -> bool:
    number = page.solid[position]
    line = page.lines[number]
    above, below = page.around(position, -1), page.around(position, 1)
    beside = any(n is not None and page.lines[n].taken for n in (above, below))
    in_head, in_tail = number < page.head, number >= page.tail
    roles, labels = line.roles(), _labels(line)
    if roles and roles <= {"bare", "credit"}:
        return "bare" in roles and in_head and _dated(page, position, title, beside)
    if not line.whole:
        return _is_fragment(page, position, in_head) or (in_head and _is_nav_row(page, position, beside))
    if not line.items:
        return _stray(page, number, above, below)
    if "size" in roles and roles <= {"size", "word"}:
        return _beside_sizes(page, position)
    if "head" in roles:
        return in_head and (beside or _above_title(page, number, title))
    if roles & {"tail"}:
        return in_tail and (line.items[0].rule in ("furniture.empty_field", "furniture.quote_me") or beside or (line.items[0].rule == "furniture.qr" and len(page.line_text(number)) <= 26))
    if roles <= {"list"}:
        return False
    if not labels:
        return _word_goes(page, line, number, beside, in_head, in_tail, title)
    fields = {item.field for item in labels}
    if "neighbour" in fields:
        return in_tail or _paired(page, position) or (in_head and beside)
    if "chain" in fields:
        return bool(fields & {"editor"} or _chained(page, position)) and (in_tail or in_head or beside)
    if "title" in fields:
        return False
    if in_head:
        return fields != {"keywords"} or beside or len(labels) > 1
    if in_tail:
        if fields == {"author"}:
            return beside and not all(_is_credit(page, item) for item in labels)
        if fields == {"published"} and len(page.line_text(number).partition(":")[0].replace(" ", "")) < 4:
            return beside
        return True
    return False


def _is_credit(page: Page, item: Item) -> bool:
    """Whether an item signs the article (记者, 供稿): below the article such an item stays."""
    if item.role == "credit":
        return True
    return item.field == "author" and item.start >= page.lines[min(page.tail, len(page.lines) - 1)].begin and bool(
        re.match("(?:供|撰)", page.folded[item.start : item.end])
    )


def _dated(page: Page, position: int, title: int | None, beside: bool) -> bool:
    """An unlabelled line under the title: a medium with its date, a date with its time."""
    number = page.solid[position]
    line = page.lines[number]
    if title is None:
        return False
    if number < title:
        return beside and any(i.field == "published" for i in line.items)
    dates = [i for i in line.items if i.field == "published"]
    names = [i for i in line.items if i.field == "source"]
    media = [i for i in names if _MEDIUM_END.search(str(i.value))]
    if dates:
        numeric = "年" not in page.folded[dates[0].start : dates[0].end]
        if "T" in str(dates[0].value) or media:
            return True
        if beside and numeric:
            return True
        if not names:
            return any(_is_medium_line(page, n) for n in (page.around(position, -1), page.around(position, 1)) if n != title)
        return False
    if media and len(line.items) == 1:
        following = [page.around(position, 1), page.around(position, -1)]
        return any(n is not None and n != title and _only_date(page.lines[n]) for n in following)
    return False


def _only_date(line: Line) -> bool:
    return bool(line.items) and all(i.role == "bare" and i.field == "published" for i in line.items)


def _is_medium_line(page: Page, number: int | None) -> bool:
    if number is None:
        return False
    line = page.lines[number]
    return len(line.items) == 1 and line.items[0].role == "bare" and bool(_MEDIUM_END.search(page.line_text(number)))


def _word_goes(page: Page, line: Line, number: int, beside: bool, in_head: bool, in_tail: bool, title: int | None) -> bool:
    if beside:
        return True
    words = [page.folded[i.start : i.end].replace(" ", "") for i in line.items]
    if in_tail:
        return len(words) >= 2 or words[0] in _ALONE or line.items[0].rule == "furniture.rating"
    if in_head and title is not None:
        return len(words) >= 2 or _above_title(page, number, title)
    return False


def _above_title(page: Page, number: int, title: int | None) -> bool:
    """Whether a line stands above the title, with no other title-like line before it."""
    return title is not None and number < title


def _is_nav_row(page: Page, position: int, beside: bool) -> bool:
    """A row of short names above the title: 市人大 市政府 市政协."""
    number = page.solid[position]
    if not _NAV_ROW.fullmatch(page.line_text(number)):
        return False
    below = [n for n in page.solid if number < n <= page.head and not page.lines[n].taken and not page.lines[n].items]
    if not any(is_title(page.line_text(n).strip("| ")) and not _NAV_ROW.fullmatch(page.line_text(n)) for n in below):
        return False
    return beside


_NAV_ROW = re.compile(f"(?:[{_HAN}A-Za-z]{{1,8}}(?:[{BLANKS}]*[|/\u00b7\u2022\u4e28][{BLANKS}]*|[{BLANKS}]+)){{2,20}}(?:[{_HAN}A-Za-z]{{1,8}})?")


def _paired(page: Page, position: int) -> bool:
    for step in (-1, 1):
        number = page.around(position, step)
        if number is not None and any(i.field == "neighbour" for i in page.lines[number].items):
            return True
    return False


def _chained(page: Page, position: int) -> bool:
    for step in (-1, 1):
        number = page.around(position, step)
        if number is not None and page.lines[number].whole and any(i.field in ("editor", "chain") for i in page.lines[number].items):
            return page.lines[number].taken or any(i.field == "editor" for i in page.lines[number].items)
    return False


def _beside_sizes(page: Page, position: int) -> bool:
    """大, 中, 小 on lines of their own, under a font label."""
    for back in range(1, 6):
        number = page.around(position, -back)
        if number is None:
            return False
        line = page.lines[number]
        if any(item.field == "sizes" for item in line.items):
            return True
        if not line.whole or not line.roles() <= {"size", "word"}:
            return False
    return False


def _stray(page: Page, number: int, above: int | None, below: int | None) -> bool:
    """A line of separators alone: a lone bracket goes, an ornament only amid chrome."""
    text = re.sub(f"[{BLANKS}]", "", page.line_text(number))
    beside = [n is not None and page.lines[n].taken for n in (above, below)]
    if text in ("[]", "\u3010\u3011", ":::"):
        return True
    if text in ("]", "\u3011", "[", "\u3010"):
        return beside[0]  # amid the article it holds the number of a note
    if any(c in text for c in "|"):
        return False
    return beside[0] and (below is None or beside[1] or text in (")", "(", ">", ">>", "-", "/"))


def _is_fragment(page: Page, position: int, in_head: bool) -> bool:
    """The lone figure that a wrapped header leaves under the metadata line."""
    number = page.solid[position]
    text = page.line_text(number)
    above, below = page.around(position, -1), page.around(position, 1)
    if above is None or not page.lines[above].taken or not in_head:
        return False
    if text in ("次", "人次", "人", "度"):
        return any(item.field == "views" for item in page.lines[above].items)
    if len(text) > 2 or not (text.isascii() and text.isdigit()) or below is None:
        return False
    return not page.lines[below].items


_SITE_NAME = re.compile("(?:人民政府|政府网站?|网站?|门户|委员会|局|厅|在线|新闻|频道|平台|日报|晚报|社)(?:门户网站|网站|官网)?$")


def _take_above_path(page: Page, title: int | None) -> None:
    """Above the path to the page stands the site: its short lines go, when the title comes below."""
    path = next(
        (n for n in page.solid if n < page.head and page.lines[n].taken and any(i.rule in ("furniture.breadcrumb", "furniture.path") for i in page.lines[n].items)),
        None,
    )
    if path is None:
        return
    below = [n for n in page.solid if path < n <= page.head and not page.lines[n].taken]
    if not any(is_title(page.line_text(n).strip("| ")) for n in below):
        return
    above = [n for n in page.solid if n < path and not page.lines[n].taken]
    site = any(page.lines[n].taken for n in page.solid if n < path)
    for number in above:
        text = page.line_text(number)
        if len(text) <= 20 and not re.search("[。,;!?:]", text) and (_SITE_NAME.search(text) or (site and len(text) <= 10)):
            page.lines[number].taken = True
        elif "|" in text and max(map(len, re.split(f"[|{BLANKS}]+", text))) <= 14:
            page.lines[number].taken = True


# ------------------------------------------------------------------ edits of a line


def _line_edits(page: Page, line: Line) -> list[Edit]:
    """One edit for each item of a line that goes; by-lines stay, and so does the line break then."""
    if not line.items:
        return [Edit(line.begin, line.stop, "", "furniture.fragment")]
    credits = [item for item in line.items if _is_credit(page, item)]
    edits = []
    begin = line.begin
    for i, item in enumerate(line.items):
        last = i + 1 == len(line.items)
        if _is_credit(page, item):
            begin = item.end
            while begin < line.end and page.folded[begin] in ")]\u3011" + BLANKS:
                begin += 1
            continue
        stop = line.stop if last and not credits else line.end if last else line.items[i + 1].start
        edits.append(Edit(begin, stop, "", item.rule, page.fields(item)))
        begin = stop
    return edits


def _title_label(page: Page) -> tuple[int | None, list[Edit]]:
    """标题: in front of the title: the label goes, the title stays."""
    for number in page.solid:
        if number > page.head:
            break
        line = page.lines[number]
        if line.taken:
            continue
        at = line.start
        while at < line.end and (page.folded[at] in BLANKS or page.folded[at] in "|[\u3010"):
            at += 1
        found = page.grammar.labels.pattern.match(page.folded, at, line.end)
        if found is None:
            if not line.whole:
                break
            continue
        rule, field = page.grammar.labels.told(found)
        if field != "title" or found.end() >= line.end:
            continue
        position = page.solid.index(number)
        following = page.around(position, 1)
        if following is not None and _is_other_label(page, following, 99):
            break
        title = page.folded[found.end() : line.end].strip(BLANKS + "|")
        if not is_title(title) or re.match("自拟|不限|见|同", title):
            break
        line.kept = True
        line.whole = False
        pipe = line.start if page.folded[line.start] != "|" else at
        start = at - 1 if at > line.start and page.folded[at - 1] in "[\u3010" else at
        return number, [Edit(max(pipe, start) if start >= pipe else start, found.end(), "", rule.id, page.fields(Item(found.end(), line.end, rule.id, "label", "title", title)))]
    return None, []
