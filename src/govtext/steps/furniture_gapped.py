"""Index cards without colons: labels and values parted by blanks alone.

Some sites print the card of a document as rows of cells whose borders are gone: ``索  引  号 2019-18 分    类
城乡建设``. Labels may be letter-spaced to one width, with more blanks than elsewhere. Without a colon a label is
an ordinary word, so such a card must open each of its lines with a label, hold three of them, and an index
number among them; a full stop ends it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_grammar import Item

if TYPE_CHECKING:
    from govtext.steps.furniture_card_fields import Run
    from govtext.steps.furniture_page import Page

__all__ = ["gapped_card", "may_hold_gapped"]

_WIDE = f"[{BLANKS}]{{0,12}}"
# What a card of this kind calls its fields, by what they state.
_LABELS = {
    "index_number": "信息索引号|索引号码|索引编号|索引号|索取号",
    "document_number": "发文字号|发文文号|公文文号|文件编号|文号|字号",
    "issuer": "发布机构|发布单位|发布部门|发文机关|发文机构|发文单位|公开机构|公开单位|公开责任部门|责任部门|制发机关|制作单位",
    "title": "信息名称|文件名称|公文名称|名称|标题",
    "published": "发布日期|发布时间|公开日期|公开时间|发文日期|发文时间|上载日期|上传日期|公布日期",
    "keywords": "主题词|关键词",
    "text": "主题分类|体裁分类|组配分类|信息分类|信息类别|公文种类|服务对象|公开方式|公开形式|公开时限|公开范围|公开类别|公开属性"
    "|成文日期|成文时间|生成日期|生成时间|形成日期|有效性|时效性|效力状态|废止日期|失效日期|生效日期|实施日期|有效期|文种|体裁|分类|类别|来源|语种|载体类型|备注",
}
_LABEL = lazy(
    f"(?<![^{BLANKS}\n])(?:"
    + "|".join(
        f"(?P<{name}>{'|'.join(_WIDE.join(label) for label in labels.split('|'))})"
        for name, labels in _LABELS.items()
    )
    + f")(?=[{BLANKS}]|$)"
)
_INDEX = lazy(f"索{_WIDE}(?:引|取){_WIDE}[号编]")
_FEWEST = 3
_MOST_LINES = 16
_LONGEST_LINE = 400


def may_hold_gapped(folded: str) -> bool:
    """Whether a page may hold such a card: it has an index number."""
    return _INDEX.search(folded) is not None


def gapped_card(page: Page, start: int) -> tuple[Run, int] | None:
    """Return the lines of the card that begins at a place among the lines, and where it ends."""
    run: Run = []
    for line in page.lines[start : start + _MOST_LINES]:
        items = _fields(line.text)
        if items is None:
            break
        run.append((line, items))
    fields = [item.field for _, items in run for item in items]
    return (run, start + len(run)) if len(fields) >= _FEWEST and "index_number" in fields else None


def _fields(text: str) -> list[Item] | None:
    """The fields of a line that opens with a label, else ``None``."""
    if len(text) > _LONGEST_LINE or "。" in text or _LABEL.match(text) is None:
        return None
    labels = list(_LABEL.finditer(text))
    items = []
    for label, stop in zip(labels, [*(m.start() for m in labels[1:]), len(text)], strict=True):
        value = text[label.end() : stop].strip(BLANKS) or None
        items.append(Item(label.start(), stop, "furniture.card", "card", label.lastgroup or "", value))
    return items
