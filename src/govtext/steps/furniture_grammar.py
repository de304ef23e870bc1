"""The grammar of page furniture: which items a line of chrome is made of.

A line of chrome is a run of *items* parted by blanks, pipes and brackets: labels with their values
(``来源: 云溪日报``), controls (``打印本页``), words that are controls in the place of one (``微信``).
`Grammar.parse` reads items from a position for as long as it can; a line that is read to its end holds
nothing but chrome, and what the furniture step does about it depends on where the line stands.

The grammar knows no places and removes nothing. It works on the folded copy of a page (`fold`), which
has the page's length, so that every offset is one of the page.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from govtext.dates import match_date
from govtext.fold import BLANKS, narrow
from govtext.rules import Rule

__all__ = ["SEPARATORS", "Grammar", "Item", "fold", "grammar_of", "is_name"]

_B = r"[\s\u200b\ufeff]{0,4}"  # patterns never see beyond the end of a line
_HAN = "\u3400-\u9fff"
#: What may stand between two items: blanks, bars, bullets, arrows and brackets.
SEPARATORS = BLANKS + "|\u4e28\u2502\u2503\uffe8/\\\u00b7\u2022\u25cf\u25cb\u25c6\u25a0\u25a1\u25aa\u25b2\u25ba\u25b6\u2605\u2606-\u2013\u2014_~>\u00bb\u203a<\u00ab\u2039[]\u3010\u3011(){}\u3014\u3015\u300c\u300d\u300e\u300f\u25ce\u203b\u25c7\u25c8\u2299\u25bc\u25bd\u25b7*+\u2191\u2193\u25b3\u2192^#"
_OPENERS = "[\u3010(\u3014\u300c"
_SKIP = re.compile(f"[{re.escape(SEPARATORS)}]*(?:::?:?(?=[{re.escape(BLANKS)}]|$))?[{re.escape(SEPARATORS)}]*")

# Traditional forms of the characters in rules and patterns, for a step that works alone (source: OpenCC, t2s).
_TRADITIONAL = (
    "佈來侷係俬個們側備傢傳僅價億兒內兩冊別則剛創劃動務區協卽厤參員問啓啟單嗎噹囌國圍園圖團埰執報場塊夾婦學寀實寧審寫寶將專尋對導層屬嵐幫幾庫廠廢廣廳張彆彈彔後徑從復愛態慶應懞懷戶掃採換揮搶擇擊據擬"
    "擴攝敗數於昇時暢暫曆書會朮東査條業極榘構標橋機檔檢檯欄權歡歷歸殘氣決沒沖減準溫滾滿濛瀏灣為無熱燈爲狀獲現環產産畫異畵當發監眞眾矇確碼礙種稱穀穫筆箇節範簡簽籌籤糰糾約紙級細終組結絡給統經綜綫維網"
    "綵線緝編緩緻縣縮總繪繫繼續纍纔習聞聯聽肅脩腦臉臨臺與興舉舊舘華萬蒐蓆蔘薦蘇處號衆術衕衝袷裏裡製複覈見規視覺覽觀觸訂計訊記訪設許訴註証評詞詢試話該詳誌認語說説調請論諮證識議護讀讚谿責貴費貼資購贊"
    "趕較載輔輯輸轉辦農迴逕這連週進遊運過適選遼還邊郵鄉醫鈕鈡銀銷錄錯録錶鍵鍾鎭鎮鏈鐘長門閉開間閤閱閲關陝陞陣隊隨隱隻雙雜雲電靜鞦韆頁頂須預頒領頭頻題顏顔類顧顯颱館饋騰驗體髮鬚麪麫麵麼麽點黨鼕齣龍"
)
_SIMPLIFIED = (
    "布来局系私个们侧备家传仅价亿儿内两册别则刚创划动务区协即历参员问启启单吗当苏国围园图团采执报场块夹妇学采实宁审写宝将专寻对导层属岚帮几库厂废广厅张别弹录后径从复爱态庆应蒙怀户扫采换挥抢择击据拟"
    "扩摄败数于升时畅暂历书会术东查条业极矩构标桥机档检台栏权欢历归残气决没冲减准温滚满蒙浏湾为无热灯为状获现环产产画异画当发监真众蒙确码碍种称谷获笔个节范简签筹签团纠约纸级细终组结络给统经综线维网"
    "彩线缉编缓致县缩总绘系继续累才习闻联听肃修脑脸临台与兴举旧馆华万搜席参荐苏处号众术同冲夹里里制复核见规视觉览观触订计讯记访设许诉注证评词询试话该详志认语说说调请论咨证识议护读赞溪责贵费贴资购赞"
    "赶较载辅辑输转办农回径这连周进游运过适选辽还边邮乡医钮钟银销录错录表键钟镇镇链钟长门闭开间合阅阅关陕升阵队随隐只双杂云电静秋千页顶须预颁领头频题颜颜类顾显台馆馈腾验体发须面面面么么点党冬出龙"
)
_SCRIPT = {ord(a): b for a, b in zip(_TRADITIONAL, _SIMPLIFIED, strict=True) if a != b}
_SCRIPT_SCAN = re.compile("[" + "".join(map(chr, _SCRIPT)) + "]")
_COLONS = {0x2236: ":", 0xFE30: ":", 0xFE55: ":", 0xA789: ":", 0x205A: ":"}
_COLON_SCAN = re.compile("[\u2236\ufe30\ufe55\ua789\u205a]")


def fold(text: str) -> str:
    """Return ``text`` with widths and the script of labels folded; same length, blanks kept.

    >>> fold("\\u700f\\u89bd\\u6b21\\u6578\\uff1a 12")
    '浏览次数: 12'
    """
    text = narrow(text)
    if _SCRIPT_SCAN.search(text):
        text = text.translate(_SCRIPT)
    if _COLON_SCAN.search(text):
        text = text.translate(_COLONS)
    return text


class Item(NamedTuple):
    """One item of a line of chrome: where it stands, which rule knows it, what it states."""

    start: int
    end: int
    rule: str
    role: str
    field: str = ""
    value: Any = None


# ------------------------------------------------------------------ compiling the rules

_UNTOUCHED = re.compile(r"\[(?:\\.|[^\]\\])*\]|\(\?<[!=][^)]*\)")
# Between two Chinese characters, also where a group opens or closes between them.
_JOINTS = re.compile(
    f"(?<=[{_HAN}])(?=[{_HAN}]|\\(\\?[:P])|(?<=[{_HAN}]\\?)(?=[{_HAN}]|\\(\\?[:P])|(?<=\\))(?=[{_HAN}]|\\(\\?[:P])|(?<=\\)\\?)(?=[{_HAN}]|\\(\\?[:P])"
)
_GROUP = re.compile(r"\(\?P<(\w+)>")


def _spaced(pattern: str) -> str:
    """Allow blanks between two Chinese characters of a pattern, and for each blank in it.

    Classes and look-behinds stay as they are.

    >>> _spaced("来源 ?[大 小]").replace(_B, "_")
    '来_源_[大 小]'
    """
    out: list[str] = []
    at = 0
    before_han = False  # the class in front of the piece is one of Chinese characters
    for found in [*_UNTOUCHED.finditer(pattern), None]:
        piece = re.sub(r" \??", "\0", pattern[at : found.start() if found else len(pattern)])
        class_of_han = found is not None and found[0][:1] == "[" and re.search(f"[{_HAN}]", found[0]) is not None
        if before_han and re.match(f"[{_HAN}]", piece):
            piece = "\0" + piece
        if class_of_han and re.search(f"[{_HAN}]$", piece):
            piece += "\0"
        out.append(_JOINTS.sub("\0", piece).replace("\0", _B))
        if found:
            out.append(found[0])
            at = found.end()
        before_han = class_of_han
    return "".join(out)


def _ordered(pattern: str) -> str:
    """Sort a plain list of words, longest first; leave any other pattern alone."""
    if not _is_plain(pattern):
        return pattern
    return "|".join(sorted(pattern.split("|"), key=len, reverse=True))


def _is_plain(pattern: str) -> bool:
    return re.search(r"[\\\[\](){}?*+^$.]", re.sub(r"\[\+\]", "", pattern)) is None


class _Choice:
    """Several rules in one alternation that still tells which rule and which field matched."""

    def __init__(self, rules: Sequence[Rule], after: str = "", before: str = "") -> None:
        self.rules = tuple(rules)
        self.fields: list[list[tuple[str, str]]] = []
        parts = []
        for i, rule in enumerate(rules):
            names = _GROUP.findall(rule.pattern)
            self.fields.append([(f"r{i}_{name}", name) for name in names])
            body = _GROUP.sub(lambda m, i=i: f"(?P<r{i}_{m[1]}>", _spaced(_ordered(rule.pattern)))  # type: ignore[misc]
            parts.append(f"(?P<r{i}>{body})")
        self.source = f"{before}(?:{'|'.join(parts) or '(?!)'}){after}"
        self.pattern = re.compile(self.source)

    def told(self, found: re.Match[str]) -> tuple[Rule, str]:
        index = int(str(found.lastgroup).partition("_")[0][1:])
        field = next((name for group, name in self.fields[index] if found[group] is not None), "")
        return self.rules[index], field


_COLON = f"{_B}(?::{{1,2}}|[\u3011\\]](?=[^\u3011\\]])|(?<![{BLANKS}])[\u4e28\u2502|](?=[^{BLANKS}|]))"
_DATE_AHEAD = f"(?={_B}[\\[(]?(?:[12][0-9]{{3}}{_B}[-/.年]|民{_B}国|[0-9]{{3}}[-/.年]))"

# ------------------------------------------------------------------ values

_COUNT = re.compile(
    f"{_B}[\\[(]?{_B}[0-9][0-9,]{{0,12}}(?:\\.[0-9]{{1,3}})?{_B}[万亿千wWkK]?\\+?{_B}[\\])]?(?:{_B}(?:人次|次|人|℃|点|度)(?![{_HAN}]))?"
)
_COUNT_TIGHT = re.compile(f"{_B}[\\[(]?{_B}[0-9][0-9,]{{0,12}}(?:\\.[0-9]{{1,3}})?{_B}[万亿]?{_B}[\\])]?{_B}(?:人次|次)?")
_NO_COUNT = re.compile(f"{_B}(?:[\\[(]{_B}[\\])])?{_B}(?:(?:人次|次|人)(?![{_HAN}])|-{{1,3}}|加载中[.…]{{0,6}}|(?:loading|Loading)[.…]{{0,6}}|\\{{\\{{[^}}\\n]{{0,30}}\\}}\\}})?")
_NO_COUNT_TIGHT = re.compile(f"{_B}(?:[\\[(]{_B}[\\])])?{_B}(?:人次|次|)")
_SHORT_DATE = re.compile(
    f"{_B}(?:[0-9]{{1,2}}[-/月][0-9]{{1,2}}日?(?:{_B}[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?|(?:今天|昨天|前天)(?:{_B}[0-9]{{1,2}}:[0-9]{{2}})?"
    f"|[0-9]{{1,2}}{_B}(?:秒|分钟|小时|天|个月|年)前|刚刚|[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)(?![{_HAN}0-9:/-])"
)
_WEEKDAY = re.compile(f"{_B}[(]?(?:星期|周)[一二三四五六日天][)]?(?![{_HAN}])")
_WORD_COUNT = re.compile(f"{_B}[\\[(]{_B}[0-9]{{0,7}}[万wWkK+]{{0,2}}{_B}[\\])]")
_URL = re.compile(f"{_B}(?:https?://|www\\.)[!-~]{{3,400}}")
_SIZES = re.compile(
    f"(?:{_B}[\\[\u3010(\u3014\u300c|/·、,:-]{{0,2}}{_B}(?:T{_B}小字|T{_B}大字|[TA]{_B}[+-]?(?![a-zA-Z])|特大|超大|[加最增较]?(?:大号?|小号?)|正?中号?"
    f"|默认|正常|标准|原始|还原|恢复默认|放大|缩小|增大|减小|[+-]|[0-9]{{2}}(?:px|PX|号)?(?![0-9年]))"
    f"(?={_B}(?:$|[\\[\u3010(\u3014\u300c\\]\u3011)\u3015\u300d|/·、,特超大中小默正标原还恢放缩增减加最较TA+\\n-]|[{BLANKS}]))){{1,8}}"
    f"{_B}[\\]\u3011)\u3015\u300d]{{0,2}}"
)
_SIZES_GLUED = re.compile(
    f"{_B}[\\[\u3010(]?{_B}(?:[\\[\u3010(]?{_B}(?:大|小){_B}[\\]\u3011)]?{_B}[|/,、]?{_B}[\\[\u3010(]?{_B}中{_B}[\\]\u3011)]?{_B}[|/,、]?{_B}[\\[\u3010(]?{_B}(?:大|小)){_B}[\\]\u3011)]{{0,2}}"
)
_NO_SIZES = re.compile(f"{_B}[\\[\u3010(]?{_B}[\\]\u3011)]?(?={_B}(?:$|[\\[\u3010|]))")

_ORG = (
    "日报|晚报|晨报|早报|时报|商报|快报|导报|都市报|青年报|法治报|法制报|农民报|工人报|通讯社|新华社|报社|杂志社|出版社|新闻网|政府网|信息网|政务网|官网|网站|门户|在线|电视台|广播台|广播电台"
    "|融媒体中心|融媒|传媒|媒体|客户端|公众号|视频号|频道|编辑部|发布|周刊|周报|月刊|杂志|本站|本网|本报|原创|整理|转载|综合|网络|互联网|平台"
    "|办公室|办公厅|委员会|管委会|居委会|村委会|指挥部|领导小组|工作组|小组|专班|中心|集团|公司|银行|医院|学校|大学|学院|中学|小学|幼儿园|法院|检察院|研究院|研究所|派出所|司法所"
    "|支队|大队|总队|中队|街道|社区|园区|政府|党委|党组|支部|团委|工会|妇联|残联|文联|社联|协会|学会|商会|联合会|基金会|联社|图书馆|博物馆|文化馆|科技馆"
)
_ORG_ONE = "局厅部委办室处科股站所院校会社网报台司馆队署组团镇乡县市区省村厂园"
_ENDS_AS_OFFICE = re.compile(f"(?:{_ORG}|[{_ORG_ONE}])(?:[\"”》)]|{_B}\\([^()]{{1,24}}\\))?$")
_MEDIUM = re.compile(
    f"[{_HAN}A-Za-z0-9·“”\"《》]{{0,16}}(?:日报|晚报|晨报|早报|时报|商报|快报|导报|都市报|青年报|法[治制]报|农民报|工人报|周报|周刊|报|新闻网|政府网|网|在线|通讯社|新华社|电视台|广播电台|融媒体中心|融媒|传媒|客户端|公众号|杂志社?)(?:社)?[》”\"]?|[{_HAN}]{{2,5}}(?<![院府局委部厅办会署令号])发布"
)
_UNNAMED = re.compile(f"[{_HAN}A-Za-z0-9·“”《》]{{2,22}}(?=$|[{re.escape(SEPARATORS)}])")
# Where a source that is glued to the article ends: a medium or an office, before what opens an article.
_GLUED_NAME = re.compile(f"[{_HAN}A-Za-z·]{{1,18}}?(?:{_ORG}|局|厅|网|委|院)(?:\\([{_HAN}]{{2,16}}\\))?")
_GLUED_MORE = re.compile(f"[{_HAN}]{{1,8}}?(?:局|厅|中心|日报|网|委员会|办公室|政府|分局)(?:\\([{_HAN}]{{2,16}}\\))?")
_OPENS_BODY = re.compile(
    f"{_B}(?:近日|日前|连日|当前|为了?|根据|今年|去年|随着|本报讯|本网讯|昨日|昨天|今天|上午|下午|[0-9(《“\"一二三四五六七八九十]|各|第|记者|在|关于|入[春夏秋冬]|同志)"
)
# A name holds no clause: marks of one, and the words that make one.
_CLAUSE = re.compile("[。!?;:]|,(?![A-Za-z ])|取自|来自|源于|由于|位于|属于|进行|实施|按照|根据|以及|或者|我们|他们|可以|应当|必须|不得")
_PARTICLE = re.compile("[的了是在从被把将与为由于及等]|不[一-龥]|没有")
_PERSON = re.compile(f"(?:[{_HAN}]{{1,4}}|[{_HAN}]{{1,6}}·[{_HAN}·]{{1,10}}|[A-Za-z][A-Za-z0-9._ -]{{0,20}})$")


def is_name(text: str) -> bool:
    """Whether a value reads as the name of people or offices and does not run on as a sentence.

    >>> is_name("省市场监管局(省知识产权局)"), is_name("李溪 周岚"), is_name("第一水厂取自青龙水库")
    (True, True, False)
    """
    text = text.strip(BLANKS + "-,、;/\u3010\u3011[]|")
    if not text:
        return True
    if len(text) > 60 or _CLAUSE.search(text):
        return False
    words = re.split(f"[{BLANKS}、/,&|\\-]+", text)
    if len(words) > 10:
        return False
    for word in words:
        if len(word) > 40:
            return False
        if _PERSON.match(word) or _ENDS_AS_OFFICE.search(word) or word[:1] in "《“\"(":
            continue
        if len(word) > 12 or _PARTICLE.search(word):
            return False
    return True


_DATE_FIELDS = frozenset(("published", "updated", "date"))
_COUNT_FIELDS = frozenset(("views", "count"))
_LIST_FIELDS = frozenset(("keywords", "titles"))


@dataclass(frozen=True, eq=False)
class Grammar:
    """The rules of the furniture family, compiled. Get one from `grammar_of`."""

    labels: _Choice
    bare: _Choice
    cards: _Choice
    card_words: _Choice
    tokens: _Choice
    credits: _Choice
    whole: _Choice
    below: _Choice
    headings: _Choice
    gate: re.Pattern[str] | None

    def parse(self, text: str, at: int, end: int, *, glued: bool = False) -> tuple[list[Item], int]:
        """Read items from ``at``; return them and the place where reading stopped.

        The place is ``end`` when nothing but chrome was read. ``glued`` is for a run that an article
        may follow without a break: then a name must end where a known kind of name ends.
        """
        items: list[Item] = []
        stop = at
        while True:
            found = _SKIP.match(text, at, end)
            at = found.end() if found else at
            if at >= end:
                return items, end
            if at and text[at - 1] in _OPENERS and (bracketed := self._control(text, at - 1, end)) is not None:
                items.append(bracketed)
                at = stop = bracketed.end
                continue
            if items and text[at] in ",;、。" and self.labels.pattern.match(text, at + 1, end):
                at += 1  # 编辑:X, 校对:Y
            item = self._item(text, at, end, glued, not items)
            if item is None:
                return items, stop
            items.append(item)
            at = stop = max(item.end, at + 1)

    def _item(self, text: str, at: int, end: int, glued: bool, first: bool) -> Item | None:
        found = self.labels.pattern.match(text, at, end)
        if found is not None:
            rule, field = self.labels.told(found)
            read = self.value(field, text, found.end(), end, glued=glued)
            if read is not None:
                return Item(at, read[0], rule.id, rule.role, field, read[1])
        found = self.tokens.pattern.match(text, at, end)
        if found is not None and found.end() > at and self._ends_well(text, found, end, glued):
            rule, field = self.tokens.told(found)
            stop = found.end()
            if rule.role == "word" and (number := _WORD_COUNT.match(text, stop, end)):
                stop = number.end()  # 有用(12)
            return Item(at, stop, rule.id, rule.role, field, _digits(found[0]) if rule.id == "furniture.counter" else None)
        found = self.bare.pattern.match(text, at, end)
        if found is not None:
            rule, field = self.bare.told(found)
            read = self._bare_value(field, text, found.end(), end, glued)
            if read is not None:
                return Item(at, read[0], rule.id, rule.role, field, read[1])
        if at and not first and text[at - 1] not in SEPARATORS:
            return None  # what no label announces stands apart
        moment = match_date(text, at, end)
        if moment is not None and len(moment.iso) >= 10 and text[moment.end : moment.end + 1] not in (",", "、", "至", "起", "前"):
            stop = _after_weekday(text, moment.end, end)
            if not glued or stop >= end or text[stop] in SEPARATORS:
                return Item(at, stop, "furniture.published", "bare", "published", moment.iso)
        found = self.credits.pattern.match(text, at, end)
        if found is not None:
            rule, _ = self.credits.told(found)
            read = self._name(text, found.end(), end, False)
            if read is not None and read[1] and len(str(read[1])) > 1:
                stop = found.end() + len(text[found.end() : read[0]].rstrip(SEPARATORS))
                return Item(at, stop, rule.id, rule.role)
        if not glued:
            found = _UNNAMED.match(text, at, end)
            if found is not None and (_MEDIUM.fullmatch(found[0]) or _ENDS_AS_OFFICE.search(found[0])):
                return Item(at, found.end(), "furniture.source", "bare", "source", found[0])
        return None

    def _control(self, text: str, at: int, end: int) -> Item | None:
        """A control that owns its brackets: 【打印】."""
        found = self.tokens.pattern.match(text, at, end)
        if found is None or found.end() <= at + 1:
            return None
        rule, field = self.tokens.told(found)
        return Item(at, found.end(), rule.id, rule.role, field)

    def _ends_well(self, text: str, found: re.Match[str], end: int, glued: bool) -> bool:
        """In a glued run a word must end with the run: 分享 is no control in 分享会."""
        if found.end() >= end or text[found.end()] in SEPARATORS + ":":
            return True
        rule, _ = self.tokens.told(found)
        if not glued and (found.end() - found.start() > 1 or not "\u3400" <= text[found.end()] <= "\u9fff"):
            return True
        return rule.role == "widget"

    # -------------------------------------------------------------- values

    def value(self, field: str, text: str, at: int, end: int, *, glued: bool = False) -> tuple[int, Any] | None:
        """Read the value of a label: where it ends and what it states; ``None`` when it is none."""
        if field in _DATE_FIELDS:
            return self._date(text, at, end, glued)
        if field in _COUNT_FIELDS:
            pattern, empty = (_COUNT_TIGHT, _NO_COUNT_TIGHT) if glued else (_COUNT, _NO_COUNT)
            found = pattern.match(text, at, end)
            if found is not None:
                return found.end(), _digits(found[0])
            found = empty.match(text, at, end)
            return (found.end() if found else at), None
        if field == "sizes":
            return self._sizes(text, at, end, glued)
        if field == "url":
            found = _URL.match(text, at, end)
            return (found.end(), found[0].strip(BLANKS)) if found else self._name(text, at, end, glued)
        if field in _LIST_FIELDS:
            return self._words(text, at, end)
        if field == "neighbour":
            return self._neighbour(text, at, end)
        if field in ("title", "text", "abstract", "index_number", "document_number"):
            return self._text(text, at, end, glued)
        if field == "source":
            found = _URL.match(text, at, end)
            if found is not None:
                return found.end(), None
        return self._name(text, at, end, glued)

    def _bare_value(self, field: str, text: str, at: int, end: int, glued: bool) -> tuple[int, Any] | None:
        """A value without a colon: a date or a number right behind its label, sizes, a neighbour's title."""
        if field in _DATE_FIELDS:
            return self._date(text, at, end, glued) if _AHEAD_DATE.match(text, at, end) else None
        if field in _COUNT_FIELDS:
            found = _COUNT.match(text, at, end)
            return (found.end(), _digits(found[0])) if found else None
        if field == "sizes":
            return self._sizes(text, at, end, glued)
        if field == "neighbour":
            rest = text[at:end].strip(BLANKS)
            if not rest or text[at - 1] in BLANKS or text[at : at + 1] in BLANKS + ">\u00bb<\u00ab[\u3010":
                return self._neighbour(text, at, end)
            return None
        if field in ("editor", "source", "author"):
            found = re.compile(f"[{BLANKS}]{{1,4}}([{_HAN}]{{2,4}}|[{_HAN}]{_B}[{_HAN}])(?={_B}(?:$|[\\])\u3011|/]|[{BLANKS}]))").match(text, at, end)
            if found is not None and (field == "editor" or _ENDS_AS_OFFICE.search(found[1])):
                return found.end(), found[1]
        return None

    def _date(self, text: str, at: int, end: int, glued: bool) -> tuple[int, Any] | None:
        start = _past_blanks(text, at, end)
        if text[start : start + 1] in ("[", "("):
            start = _past_blanks(text, start + 1, end)
        moment = match_date(text, start, end)
        if moment is not None:
            return _after_weekday(text, moment.end, end), moment.iso
        found = _SHORT_DATE.match(text, at, end)
        if found is not None:
            return found.end(), None
        return (at, None) if self._empty(text, at, end) else None

    def _empty(self, text: str, at: int, end: int) -> bool:
        """Whether a label at ``at`` has no value: the line ends, or the next item begins."""
        found = _SKIP.match(text, at, end)
        start = found.end() if found else at
        if start >= end:
            return True
        if self.labels.pattern.match(text, start, end) or self.credits.pattern.match(text, start, end):
            return True
        token = self.tokens.pattern.match(text, start, end)
        return token is not None and token.end() > start and (token.end() >= end or text[token.end()] in SEPARATORS)

    def _sizes(self, text: str, at: int, end: int, glued: bool) -> tuple[int, Any] | None:
        found = _SIZES_GLUED.match(text, at, end) or _SIZES.match(text, at, end) or _NO_SIZES.match(text, at, end)
        return (found.end(), None) if found else None

    def _next(self, text: str, at: int, end: int) -> int:
        """Where the next item begins at or behind ``at``; ``end`` when none does.

        A label may follow without a gap, so the colons are tried; anything else follows a separator.
        """
        for colon in _COLON_MARKS.finditer(text, at, end):
            for start in range(max(at, colon.start() - 12), colon.start() - 1):
                found = self.labels.pattern.match(text, start, end)
                if found is not None and found.end() > colon.start():
                    end = start
                    break
            else:
                continue
            break
        for gap in _GAPS.finditer(text, at, end):
            if self._begins(text, gap.end(), end):
                return gap.start()
        return end

    def _begins(self, text: str, at: int, end: int) -> bool:
        if text[at - 1] in _OPENERS and self._control(text, at - 1, end) is not None:
            return True
        found = self.tokens.pattern.match(text, at, end)
        if found is not None and found.end() > at and (found.end() >= end or text[found.end()] in SEPARATORS):
            return True
        if match_date(text, at, end) is not None or self.credits.pattern.match(text, at, end):
            return True
        found = self.bare.pattern.match(text, at, end)
        if found is None:
            return False
        _, field = self.bare.told(found)
        return field in _COUNT_FIELDS | _DATE_FIELDS and self._bare_value(field, text, found.end(), end, False) is not None

    def _name(self, text: str, at: int, end: int, glued: bool) -> tuple[int, Any] | None:
        limit = min(end, at + 90)
        stop = self._next(text, at, limit)
        if glued and stop == limit:
            return self._glued_name(text, at, limit)
        if stop == limit < end:
            return None
        name = text[at:stop].strip(BLANKS + "|/-\u3010[")
        if not is_name(name):
            if glued:
                return self._glued_name(text, at, limit)
            return None
        clean = name.strip(SEPARATORS.replace(")", "").replace("(", "") + ",;、")
        if clean.endswith(")") and "(" not in clean:
            clean = clean[:-1].rstrip(BLANKS)
        return stop, clean or None

    def _glued_name(self, text: str, at: int, limit: int) -> tuple[int, Any] | None:
        start = _past_blanks(text, at, limit)
        found = _GLUED_NAME.match(text, start, limit)
        if found is None:
            blank = re.compile(f"[{_HAN}A-Za-z·]{{2,12}}(?=[{BLANKS}])").match(text, start, limit)
            return (blank.end(), blank[0]) if blank and is_name(blank[0]) else None
        stop = found.end()
        more = _GLUED_MORE.match(text, stop, min(limit, stop + 12))
        if more is not None and not _OPENS_BODY.match(text, stop, limit):
            stop = more.end()
        return stop, text[start:stop]

    def _text(self, text: str, at: int, end: int, glued: bool) -> tuple[int, Any] | None:
        limit = min(end, at + 160)
        found = self.cards.pattern.search(text, at, limit)
        stop = min(found.start() if found else limit, self._next(text, at, limit))
        if stop == limit < end or (glued and stop == limit):
            return None
        value = text[at:stop].strip(BLANKS + "|")
        if "。" in value:
            return None
        return stop, value or None

    def _words(self, text: str, at: int, end: int) -> tuple[int, Any] | None:
        limit = min(end, at + 160)
        stop = self._next(text, at, limit)
        words = text[at:stop]
        if stop == limit < end or re.search("[。!?]", words) or re.search(r"[\u4e00-\u9fff]{15}", words):
            return None
        if words.count(",") > 1 and re.search("[的了]", words):
            return None
        listed = tuple(w for w in re.split(f"[{BLANKS},;、|/]+", words) if w)
        return stop, listed or None

    def _neighbour(self, text: str, at: int, end: int) -> tuple[int, Any] | None:
        limit = min(end, at + 120)
        found = _NEIGHBOUR_END.search(text, at, limit)
        stop = found.start() if found else limit
        if stop == limit < end or "。" in text[at:stop]:
            return None
        return stop, None


_COLON_MARKS = re.compile("[:\u3011\\]\u4e28\u2502|]")
_GAPS = re.compile(f"[{re.escape(BLANKS)}|/,;{re.escape(_OPENERS)}]+")
_AHEAD_DATE = re.compile(_DATE_AHEAD)
_NEIGHBOUR_END = re.compile(
    f"[\\[\u3010(<>|]?{_B}(?:上|下|前|后){_B}一?{_B}(?:篇|条|则|页|章|节|个|组|期)(?:文章|新闻|信息|内容|公告|消息)?{_B}[\\])\u3011]?{_B}:"
    f"|(?:相关|所属|热门|推荐){_B}(?:栏目|频道|阅读|新闻|文章|链接|专题|推荐){_B}:"
    f"|[\\[\u3010](?:打印|关闭|收藏|返回|字体)|(?<=[{BLANKS}])(?:返回列表|返回顶部|返回目录|关闭窗口|打印本页)(?=[{BLANKS}]|$)"
    f"|(?<=[{BLANKS}])(?:上|下)一(?:篇|条|则)(?=[{BLANKS}])"
)


def _past_blanks(text: str, at: int, end: int) -> int:
    while at < end and text[at] in BLANKS:
        at += 1
    return at


def _after_weekday(text: str, at: int, end: int) -> int:
    found = _WEEKDAY.match(text, at, end)
    at = found.end() if found else at
    if text[at : at + 1] in ("]", ")"):
        return at
    return at


def _digits(text: str) -> int | None:
    """The number of a counter: 3,218 or 1.2万.

    >>> _digits("阅读 1.2万"), _digits("次数: 3,218次")
    (12000, 3218)
    """
    found = re.search(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*([万亿千wWkK]?)", text)
    if found is None:
        return None
    factor = {"万": 10_000, "w": 10_000, "W": 10_000, "亿": 10**8, "千": 1000, "k": 1000, "K": 1000}.get(found[2], 1)
    return round(float(found[1].replace(",", "")) * factor)


def _of(rules: Iterable[Rule], *roles: str) -> list[Rule]:
    return [rule for rule in rules if rule.role in roles]


def _stems(rules: Iterable[Rule]) -> re.Pattern[str] | None:
    """One pattern that finds a stem of any rule; ``None`` when a rule has none and must always be tried.

    Some 600 stems as one alternation cost a comparison each at every character; as a tree of first
    characters, behind one class of them, they cost a look-up at most characters.
    """
    stems: set[str] = set()
    for rule in rules:
        if not rule.stems:
            return None
        stems.update(fold(stem) for stem in rule.stems)
        if _is_plain(rule.pattern):
            stems.update(word for word in rule.pattern.split("|") if len(word) > 1)
    tree: dict[str, Any] = {}
    for stem in sorted(stems):
        node = tree
        for char in stem:
            node = node.setdefault(char, {})
        node[""] = {}
    chars = sorted(tree)
    groups = [chars[i : i + _BUCKET] for i in range(0, len(chars), _BUCKET)]
    buckets = [f"(?={_class(group)})(?:{_branches({char: tree[char] for char in group})})" for group in groups]
    return re.compile(f"(?={_class(chars)})(?:{'|'.join(buckets)})")


_BUCKET = 16  # about the root of the number of first characters: so many look-ups at most, twice


def _class(chars: Iterable[str]) -> str:
    return "[" + "".join(re.escape(char) for char in chars) + "]"


def _branches(tree: dict[str, Any]) -> str:
    """The alternatives of a tree of stems; a stem makes its own continuations needless."""
    out = []
    for char, below in tree.items():
        if "" in below:
            out.append(re.escape(char))
        else:
            gap = _B if re.match(f"[{_HAN}]", char) and all(re.match(f"[{_HAN}]", c) for c in below) else ""
            inner = _branches(below)
            out.append(re.escape(char) + gap + (inner if len(below) == 1 else f"(?:{inner})"))
    singles = [piece for piece in out if len(piece) == 1]
    if len(singles) > 1:
        out = [f"[{''.join(singles)}]", *(piece for piece in out if len(piece) != 1)]
    return "|".join(out)


@functools.lru_cache(maxsize=16)
def grammar_of(rules: tuple[Rule, ...]) -> Grammar:
    """Return the compiled grammar of these rules."""
    labels = _of(rules, "label")
    tokens = [*_of(rules, "widget"), *_of(rules, "head"), *_of(rules, "word"), *_of(rules, "size")]
    credit = _of(rules, "credit")
    label_choice = _Choice(labels, after=_COLON)
    return Grammar(
        labels=label_choice,
        bare=_Choice(labels),
        cards=_Choice(_of(rules, "card"), after=f"{_B}(?::{{1,2}}|[\u3011\\]](?=[^\u3011\\]]))", before=f"(?<![{_HAN}])"),
        card_words=_Choice(_of(rules, "card")),
        tokens=_Choice(tokens),
        credits=_Choice(credit),
        whole=_Choice(_of(rules, "line")),
        below=_Choice(_of(rules, "tail")),
        headings=_Choice(_of(rules, "list")),
        gate=_stems(rules),
    )

