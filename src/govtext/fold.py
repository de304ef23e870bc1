"""The shadow copy: what patterns are matched on, with its map back to the text.

Pages write one label in many ways: full-width and half-width punctuation, letter-spaced
(``版 权 所 有``), Simplified and Traditional. Rules would have to spell all of them out. Instead
they are matched on a folded copy, and the edits are made on the text itself, which is never
normalised on the way (ftfy and NFKC would narrow the punctuation of the article too).

Two foldings, by cost:

* `narrow` keeps the length, so offsets stay valid as they are. It is a chain of ``str.replace``,
  which runs at 1,700 MB/s where one ``str.translate`` runs at 40 (shared measurements, docs/design).
* `Shadow` also drops blanks and folds the script of label characters; it carries the offsets of the
  characters that are left. It costs per character, so fold candidate lines, not pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from govtext.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["BLANKS", "NARROW", "Shadow", "members", "narrow", "plain", "shadow", "spellings"]

# Full-width forms U+FF01..U+FF5E that labels are written with, and their ASCII twins.
_WIDE_MARKS = "\uff0c\uff1a\uff1b\uff08\uff09\uff01\uff1f\uff0e\uff05\uff0f\uff5e\uff5c\uff1c\uff1e\uff0d\uff3b\uff3d\uff03\uff1d"
_WIDE_ALNUM = "".join(
    chr(code)
    for start, stop in ((0xFF10, 0xFF1A), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B))
    for code in range(start, stop)
)
#: Full-width marks, digits and letters, and their half-width twins.
NARROW = {char: chr(ord(char) - 0xFEE0) for char in _WIDE_MARKS + _WIDE_ALNUM}
_WIDE_SCAN = lazy(f"[{re.escape(_WIDE_MARKS)}{_WIDE_ALNUM}]")
_ALNUM_SCAN = lazy(f"[{_WIDE_ALNUM}]")

#: Every character that counts as a blank inside a line (line breaks do not).
BLANKS = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200b\u200c\u200d\u2060\u00ad\ufeff"
_BLANK_RUN = lazy(f"[{BLANKS}]+")

# Traditional characters that occur in labels, and their Simplified twins (source: OpenCC, t2s).
# Only for labels: the article's script is the business of steps/script.py.
_TRADITIONAL = (
    "權備號網絡聯繫電話傳郵編碼內轉載違舉報訊務許證經營單辦維護術隱聲導覽點擊閱讀瀏發佈時間來責輯審關"
    "閉頁體語長無礙簡開啟啓訂戶錄會員專屬餘顯預結續華國廣門鏈鄉鎮縣區處與為爲這過後錢購買頭標題類選項"
    "壓縮費贊讚檔資產業執設計數據統歷圖書館動態實際應當級別屆鍵詞寫寬藍綠黃熱線觀複復條場"
    "請試驗註冊積評論獲僅現進們總個還繼製額訪帳賬掃歡優詳於剛鎖幣連節兩稱嗎讓給從寶贈貼識輸"
    "獨獎勵遊臺裡裏摺疊週說將滿價儲禮領該繳輕麼沒無鮮"
    "議遞蘇遼滬閩贛魯粵瓊貴雲陝寧晉隴廳學團隊灣黨監協廠銀醫濟財農戰組織規"
    "劃質檢測繪環衛軍鐵徵刪歸創視頻問髮見欄機運訴閲腦適衆眾頂夾鏡對誰壇紀並約"
    "暢陸認換聞參雜誌暫須達樓幫確賞調離隨紙層塊補裝幾擇詢諮誤極紹擔險賣銷樣構終"
)
_SIMPLIFIED = (
    "权备号网络联系电话传邮编码内转载违举报讯务许证经营单办维护术隐声导览点击阅读浏发布时间来责辑审关"
    "闭页体语长无碍简开启启订户录会员专属余显预结续华国广门链乡镇县区处与为为这过后钱购买头标题类选项"
    "压缩费赞赞档资产业执设计数据统历图书馆动态实际应当级别届键词写宽蓝绿黄热线观复复条场"
    "请试验注册积评论获仅现进们总个还继制额访账账扫欢优详于刚锁币连节两称吗让给从宝赠贴识输"
    "独奖励游台里里折叠周说将满价储礼领该缴轻么没无鲜"
    "议递苏辽沪闽赣鲁粤琼贵云陕宁晋陇厅学团队湾党监协厂银医济财农战组织规"
    "划质检测绘环卫军铁征删归创视频问发见栏机运诉阅脑适众众顶夹镜对谁坛纪并约"
    "畅陆认换闻参杂志暂须达楼帮确赏调离随纸层块补装几择询咨误极绍担险卖销样构终"
)
_LABEL_SCRIPT = dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))
_SCRIPT_SCAN = lazy(f"[{_TRADITIONAL}]")


def narrow(text: str) -> str:
    """Return ``text`` with full-width punctuation, digits and letters narrowed; same length.

    >>> narrow("\\u7248\\u6743\\u6240\\u6709\\uff1aA\\uff11") == "版权所有:A1"
    True
    """
    for mark in _WIDE_MARKS:
        if mark in text:
            text = text.replace(mark, NARROW[mark])
    return _replaced(text, _ALNUM_SCAN, NARROW)


def _replaced(text: str, scan: re.Pattern[str], twins: dict[str, str]) -> str:
    """Replace characters by their twins: a ``str.replace`` for each one that occurs beats ``translate``."""
    if scan.search(text) is None:
        return text
    for char in set(scan.findall(text)):
        text = text.replace(char, twins[char])
    return text


class Shadow(NamedTuple):
    """A folded copy of a stretch of text. ``offsets[i]`` is where ``text[i]`` stands in the source.

    ``gaps`` are the places of ``text`` before which blanks stood.

    >>> copy = shadow("版 權 所 有 : X", start=100)
    >>> copy.text
    '版权所有:X'
    >>> copy.span(0, 4)
    (100, 107)
    """

    text: str
    offsets: Sequence[int]
    end: int
    gaps: frozenset[int] = frozenset()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source offsets of ``self.text[start:end]``, without blanks at either end."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else self.end
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1


def shadow(text: str, *, start: int = 0) -> Shadow:
    """Fold width, label script and blanks; ``start`` is the offset of ``text`` in its page."""
    folded = _twins(text)
    if _BLANK_RUN.search(folded) is None:
        return Shadow(folded, range(start, start + len(text)), start + len(text))
    kept: list[str] = []
    offsets: list[int] = []
    gaps: list[int] = []
    at = 0
    for blank in _BLANK_RUN.finditer(folded):
        begin, end = blank.span()
        kept.append(folded[at:begin])
        offsets.extend(range(start + at, start + begin))
        gaps.append(len(offsets))
        at = end
    kept.append(folded[at:])
    offsets.extend(range(start + at, start + len(folded)))
    return Shadow("".join(kept), offsets, start + len(text), frozenset(gaps))


def plain(text: str) -> str:
    """Return the text of a `shadow` alone, for where nobody asks what stood where.

    >>> plain("版 權 所 有 : X")
    '版权所有:X'
    """
    return _BLANK_RUN.sub("", _twins(text))


def _twins(text: str) -> str:
    return _replaced(_replaced(text, _WIDE_SCAN, NARROW), _SCRIPT_SCAN, _LABEL_SCRIPT)


def spellings(stem: str) -> str:
    """Return a pattern that finds a folded stem in text that is not folded: both scripts, both widths.

    For the scans that decide whether a page is worth folding at all.

    >>> spellings("登录")
    '登[录錄]'
    """
    return "".join(_SPELLINGS.get(char) or re.escape(char) for char in stem)


def members(char: str) -> str:
    """Return the characters that a folded one may stand for in a page: both scripts, both widths.

    >>> members("录"), members(":"), members("\u3001")
    ('录錄', ':\uff1a', '\u3001')
    """
    if char.isalnum():
        return spellings(char).strip("[]")
    return char + (chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else "")


def _spellings() -> dict[str, str]:
    classes: dict[str, str] = {}
    for source, target in _LABEL_SCRIPT.items():
        classes[target] = classes.get(target, target) + source
    for char in map(chr, range(0x30, 0x7B)):
        if char.isalnum():
            both = char.upper() + char.lower() if char.isalpha() else char
            classes[char] = both + "".join(chr(ord(c) + 0xFEE0) for c in both)
    return {char: f"[{''.join(dict.fromkeys(members))}]" for char, members in classes.items()}


_SPELLINGS = _spellings()
