"""Names of media, offices and people: how a source reads, and where it ends.

A source has no closing mark of its own. It ends at a gap, at the next label, or, glued to the article, where
the names of media and offices end (日报, 局, 中心); what holds a clause is no name but a sentence.
"""

from __future__ import annotations

import re

from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_fold import GAP, HAN, SEPARATORS

__all__ = [
    "ENDS_AS_OFFICE",
    "GLUED_MORE",
    "GLUED_NAME",
    "MEDIUM",
    "NAME_ENDS",
    "OPENS_BODY",
    "UNNAMED",
    "is_name",
    "is_office",
]

_ORG = (
    "日报|晚讯|早讯|晨讯|晚报|晨报|早报|时报|商报|快报|导报|都市报|青年报|法治报|法制报|农民报|工人报|通讯社|新华社|报社|杂志社|出版社|新闻网|政府网|信息网|政务网|官网|网站|门户|在线|电视台|广播台|广播电台"
    "|融媒体中心|融媒|传媒|媒体|客户端|公众号|视频号|频道|编辑部|发布|周刊|周报|月刊|杂志|本站|本网|本报|原创|整理|转载|综合|网络|互联网|平台"
    "|办公室|办公厅|委员会|管委会|居委会|村委会|指挥部|领导小组|工作组|小组|专班|中心|集团|公司|银行|医院|学校|大学|学院|中学|小学|幼儿园|法院|检察院|研究院|研究所|派出所|司法所"
    "|支队|大队|总队|中队|街道|社区|园区|政府|党委|党组|支部|团委|工会|妇联|残联|文联|社联|协会|学会|商会|联合会|基金会|联社|图书馆|博物馆|文化馆|科技馆"
)
_ORG_ONE = "局厅部委办室处科股站所院校会社网报台司馆队署组团镇乡县市区省村厂园"
_ORG_ONE_SET = frozenset(_ORG_ONE)
ENDS_AS_OFFICE = lazy(f'(?:{_ORG}|[{_ORG_ONE}])(?:["”》)]|{GAP}\\([^()]{{1,24}}\\))?$')
#: The last characters of names that no label announces.
NAME_ENDS = frozenset("".join(word[-1] for word in _ORG.split("|")) + _ORG_ONE + '刊社》"\u201d)')
MEDIUM = lazy(
    f'[{HAN}A-Za-z0-9·“”"《》]{{0,16}}(?:日报|[早晚晨]讯|晚报|晨报|早报|时报|商报|快报|导报|都市报|青年报|法[治制]报|农民报|工人报|周报|周刊|报|新闻网|政府网|网|在线|通讯社|新华社|电视台|广播电台|融媒体中心|融媒|传媒|客户端|公众号|杂志社?)(?:社)?[》”"]?|[{HAN}]{{2,5}}(?<![院府局委部厅办会署令号])发布'
)
# The title mark of a paper parts it from its date: 《沱江早报》2021年12月9日.
UNNAMED = lazy(
    f"《[{HAN}A-Za-z0-9·]{{2,16}}》(?=[12][0-9]{{3}}[-年./])|[{HAN}A-Za-z0-9·“”《》]{{2,22}}(?=$|[{re.escape(SEPARATORS)}])"
)
# Where a source that is glued to the article ends: a medium or an office, before what opens an article.
GLUED_NAME = lazy(f"[{HAN}A-Za-z·]{{1,18}}?(?:{_ORG}|局|厅|网|委|院)(?:\\([{HAN}]{{2,16}}\\))?")
GLUED_MORE = lazy(f"[{HAN}]{{1,8}}?(?:局|厅|中心|日报|网|委员会|办公室|政府|分局)(?:\\([{HAN}]{{2,16}}\\))?")
OPENS_BODY = lazy(
    f'{GAP}(?:近日|日前|连日|当前|为了?|根据|今年|去年|随着|本报讯|本网讯|昨日|昨天|今天|上午|下午|[0-9(《“"一二三四五六七八九十]|各|第|记者|在|关于|入[春夏秋冬]|同志)'
)
# A name holds no clause: marks of one, and the words that make one.
_CLAUSE = lazy(
    "[。!?;:]|,(?![A-Za-z ])|取自|来自|源于|由于|位于|属于|进行|实施|按照|根据|以及|或者|我们|他们|可以|应当|必须|不得"
)
_PARTICLE = lazy("[的了是在从被把将与为由于及等]|不[一-龥]|没有")
_PERSON = lazy(f"(?:[{HAN}]{{1,4}}|[{HAN}]{{1,6}}·[{HAN}·]{{1,10}}|[A-Za-z][A-Za-z0-9._ -]{{0,20}})$")


def is_office(text: str) -> bool:
    """Whether a name that no label announces is an office: 青岚县林业局, but not a title that ends in 集市."""
    return len(text) <= 16 and ENDS_AS_OFFICE.search(text) is not None and _PARTICLE.search(text) is None


def is_name(text: str) -> bool:
    """Whether a value reads as the name of people or offices and does not run on as a sentence.

    >>> is_name("省市场监管局(省知识产权局)"), is_name("李溪 周岚"), is_name("第一水厂取自青龙水库")
    (True, True, False)
    """
    text = text.strip(_AROUND)
    if not text:
        return True
    if len(text) > _LONGEST or _CLAUSE.search(text):
        return False
    if len(text) <= _SHORT and _PERSON.match(text):
        return True
    words = _WORDS.split(text)
    return len(words) <= _MOST_WORDS and all(map(_is_word_of_name, words))


_AROUND = BLANKS + "-,、;/\u3010\u3011[]|"
_WORDS = lazy(f"[{BLANKS}、/,&|\\-]+")
_SHORT = 4
_LONGEST = 60
_MOST_WORDS = 10


def _is_word_of_name(word: str) -> bool:
    if len(word) > 40:
        return False
    if _PERSON.match(word) or word[-1:] in _ORG_ONE_SET or word[:1] in '《“"(' or ENDS_AS_OFFICE.search(word):
        return True
    return len(word) <= 12 and not _PARTICLE.search(word)
