"""Corpora made by rule: pages like the seeds, in any number, the same ones every time.

Nothing is downloaded and nothing is copied: towns, sites, people and figures are invented, sentences
are drawn from parts. A page is a title, a few paragraphs, and noise as the seeds have it: a run of
metadata, pinyin after characters, a notice in mid-text, a copy of the article, a footer.

    from benchmarks.corpora import seed_like_pages
    pages = list(seed_like_pages(20_000, seed=1))

Clauses hardly ever return within a page, as in real prose: a generator that draws whole clauses from a
short list makes every page look as if it held copies, and the step that looks for them too slow.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "clean_page",
    "clean_pages",
    "dense_pages",
    "one_document",
    "seed_like_page",
    "seed_like_pages",
    "tiny_pages",
]

TOWNS = ("云澜县", "岚桥区", "望江市", "青龙镇", "乾安县", "石潭乡", "临湖新区", "北岭街道")
BODIES = ("人民政府办公室", "市场监管局", "农业农村局", "知识产权局", "教育体育局", "大数据中心")
DEEDS = (
    "召开专题会议",
    "开展联合执法检查",
    "启动重点项目建设",
    "组织专家评审",
    "发布年度工作报告",
    *("签订合作协议", "开通咨询专线", "走访困难企业", "部署防汛抗旱", "公布检查结果", "慰问一线职工"),
)
# A clause of the body is a manner, a verb and an object: some ten thousand of them.
MANNERS = (
    *("进一步", "着力", "持续", "全力", "稳步", "统筹", "扎实", "分批", "依法", "逐步", "有序", "重点"),
    *("同步", "优先", "大力", "积极", "切实", "率先", "联合", "定期"),
)
VERBS = (
    *("优化", "推动", "提升", "保障", "促进", "改造", "完善", "整治", "扩大", "规范", "修缮", "疏通"),
    *("培育", "核查", "补齐", "压实", "衔接", "盘活", "巡查", "监测"),
)
OBJECTS = (
    *("营商环境", "产业链条", "基层治理", "城乡供水", "农民增收", "老旧小区", "冷链物流", "河道岸线"),
    *("消费市场", "餐饮单位", "乡间古桥", "排水管网", "家庭农场", "在建工地", "公共设施短板", "安全生产责任"),
    *(
        "就业政策",
        "闲置厂房",
        "林区防火道",
        "空气质量",
        "义务教育资源",
        "社区养老服务",
        "粮食仓储",
        "慢行步道",
    ),
)
FIGURES = ("完成投资{}.{}亿元", "覆盖{}个村(社区)", "惠及群众{}万余人", "同比增长{}.{}%", "新增就业{}人")
QUOTES = ("以前要跑三趟,现在一次就办好了", "心里踏实多了", "路修通了,客人也多了", "我们会一直做下去")
PEOPLE = ("方远亭", "周小禾", "沈岚", "陆知行", "葛青", "欧阳文澜")
# Written as web pages have it where Simplified text was pasted with its Traditional form and readings.
ANNOTATED = (
    "產(chǎn)業(yè)發(fā)展",
    "知識產(chǎn)權(quán)保護",
    "縣(市、區(qū))機關(guān)",
    "改革開(kāi)放與創(chuàng)新",
    "看到成效(xiào)显著",
)
HEADS = (
    "来源: {town}{body} 发布日期: {year}-{month:02}-{day:02} {hour:02}: {minute:02} 字体:[ 大 中 小 ] 浏览次数:{count}",
    "发布时间:{year}年{month}月{day}日 信息来源:{town}{body} 【打印本页】 【关闭窗口】",
    "当前位置:首页 > 政务公开 > 工作动态 > 正文",
)
NOTICES = (
    "……(文秘网http://www.example.cn省略{count}字,正式会员可完整阅读)……",
    "……(未完,全文共{total}字,当前仅显示{count}字,请阅读下面提示信息)",
)
TAILS = (
    "上一篇:{town}{deed}",
    "下一篇:没有了",
    "责任编辑:{person}",
    "版权所有:{town}人民政府 主办:{town}人民政府办公室",
    "鄂ICP备{count:08}号-1 鄂公网安备 42{count:012}号",
    "网站标识码:4209{count:06}",
    "地址:{town}岚桥路{day}号 邮编:43{count:04}",
)


def _sentence(draw: random.Random) -> str:
    return "".join(
        (
            draw.choice(("", f"{draw.randint(1, 12)}月{draw.randint(1, 28)}日,", "近年来,", "据了解,")),
            draw.choice(TOWNS),
            draw.choice(BODIES),
            draw.choice(DEEDS),
            "\uff0c",
            draw.choice(MANNERS) + draw.choice(VERBS) + draw.choice(OBJECTS),
            "\uff0c",
            draw.choice(FIGURES).format(draw.randint(2, 900), draw.randint(1, 9)),
            "。",
        )
    )


def _paragraph(draw: random.Random, size: int) -> str:
    pieces: list[str] = []
    while sum(map(len, pieces)) < size:
        pieces.append(_sentence(draw))
        if draw.random() < 0.1:
            pieces.append(f"“{draw.choice(QUOTES)}。”村民{draw.choice(PEOPLE)}说。")
    return "\u3000\u3000" + "".join(pieces)


def _filled(template: str, draw: random.Random) -> str:
    count = draw.randint(100, 4000)
    return template.format(
        town=draw.choice(TOWNS),
        body=draw.choice(BODIES),
        deed=draw.choice(DEEDS),
        person=draw.choice(PEOPLE),
        year=draw.randint(2015, 2026),
        month=draw.randint(1, 12),
        day=draw.randint(1, 28),
        hour=draw.randint(0, 23),
        minute=draw.randint(0, 59),
        count=count,
        total=count + draw.randint(100, 3000),
    )


def _article(draw: random.Random, size: int) -> list[str]:
    """A title and paragraphs of some ``size`` characters altogether."""
    title = f"{draw.choice(TOWNS)}{draw.choice(DEEDS)}"
    lengths = [draw.randint(60, 260)]
    total = lengths[0]
    while total < size:
        lengths.append(draw.randint(60, 260))
        total += lengths[-1]
    return [title, *(_paragraph(draw, length) for length in lengths)]


def _annotate(lines: list[str], draw: random.Random) -> None:
    for i in range(1, len(lines)):
        lines[i] += (
            "".join(draw.choice(ANNOTATED) + "\uff0c" for _ in range(draw.randint(1, 4))) + "不断深入。"
        )


def _notice(lines: list[str], draw: random.Random) -> None:
    lines.insert(draw.randint(2, len(lines)), _filled(draw.choice(NOTICES), draw))


def _copy(lines: list[str], draw: random.Random) -> None:
    lines.extend(lines[draw.randint(0, 1) :])


def _head(lines: list[str], draw: random.Random) -> None:
    lines[1:1] = [_filled(head, draw) for head in draw.sample(HEADS, draw.randint(1, 2))]


def _tail(lines: list[str], draw: random.Random) -> None:
    lines.extend(_filled(tail, draw) for tail in draw.sample(TAILS, draw.randint(2, 5)))


#: How often each kind of noise occurs. The order is that of a real page: the tail stands last.
NOISES: tuple[tuple[float, Callable[[list[str], random.Random], None]], ...] = (
    (0.35, _annotate),
    (0.25, _notice),
    (0.15, _copy),
    (0.60, _head),
    (0.70, _tail),
)


def clean_page(draw: random.Random, *, size: int = 600) -> str:
    """A page of Simplified text with nothing to clean."""
    return "\n".join(_article(draw, size))


def seed_like_page(draw: random.Random, *, size: int = 600) -> str:
    """A page like the seeds; its article has some ``size`` characters."""
    lines = _article(draw, size)
    for chance, add in NOISES:
        if draw.random() < chance:
            add(lines, draw)
    return "\n".join(lines)


# Traditional prose with a reading after about every fourth character, as converters leave it.
DENSE_WHO = (
    *(
        "各縣(市、區(qū))",
        "該負責(zé)人",
        "全縣(xiàn)上下",
        "農(nóng)業(yè)部門(mén)",
        "知識產(chǎn)權(quán)機(jī)構(gòu)",
        "項目專(zhuān)班",
    ),
    *(
        "電(diàn)力公司",
        "縣(xiàn)人大",
        "基層單(dān)位",
        "會(huì)議(yì)",
        "創(chuàng)新團(tuán)隊",
        "監(jiān)管人員",
    ),
)
DENSE_DEED = (
    *(
        "隨著改革推進(jìn)",
        "認真落實",
        "加強(qiáng)",
        "進(jìn)一步優(yōu)化",
        "完善",
        "著力推動(dòng)",
        "實(shí)現(xiàn)",
        "研究制訂",
    ),
    *("開(kāi)展", "審議(yì)", "保護", "統(tǒng)籌"),
)
DENSE_WHAT = (
    *(
        "基礎設(shè)施建設(shè)",
        "營(yíng)商環(huán)境",
        "經(jīng)濟(jì)轉(zhuǎn)型",
        "電(diàn)子證(zhèng)照互認",
        "人才機(jī)制",
    ),
    *(
        "責(zé)任體系",
        "農(nóng)產(chǎn)品質量",
        "發(fā)展規劃",
        "戰(zhàn)略性資源",
        "動(dòng)態(tài)監測",
        "糧食生產(chǎn)",
        "區(qū)域協作",
    ),
)


def _dense_clause(draw: random.Random) -> str:
    parts = draw.choice(DENSE_WHO), draw.choice(DENSE_DEED), draw.choice(DENSE_WHAT)
    return "".join(parts) + str(draw.randint(2, 999)) + "項"


def dense_pages(n: int, seed: int = 0, *, size: int = 600) -> Iterator[str]:
    """Yield ``n`` pages of Traditional text that is annotated with pinyin throughout."""
    for i in range(n):
        draw = random.Random(f"dense/{seed}/{i}")
        lines = ["全縣(xiàn)知識產(chǎn)權(quán)工作會(huì)議(yì)召開(kāi)"]
        while sum(map(len, lines)) < size:
            clauses = [_dense_clause(draw) for _ in range(draw.randint(4, 12))]
            lines.append("\u3000\u3000" + "\uff0c".join(clauses) + "。")
        yield "\n".join(lines)


def clean_pages(n: int, seed: int = 0, *, size: int = 600) -> Iterator[str]:
    """Yield ``n`` pages of Simplified text with nothing to clean, not even a blank at a line's start."""
    for i in range(n):
        yield clean_page(random.Random(f"clean/{seed}/{i}"), size=size).replace("\u3000\u3000", "")


def tiny_pages(n: int, seed: int = 0) -> Iterator[str]:
    """Yield ``n`` documents of one sentence: titles, captions, posts."""
    for i in range(n):
        draw = random.Random(f"tiny/{seed}/{i}")
        yield f"{draw.choice(TOWNS)}{draw.choice(DEEDS)}" if draw.random() < 0.3 else _sentence(draw)


def one_document(megabytes: float, seed: int = 0) -> str:
    """Return one document of so many million bytes: a page like the seeds whose article is that long."""
    return seed_like_page(random.Random(f"large/{seed}"), size=int(megabytes * 1e6 / 2.8))


def seed_like_pages(n: int, seed: int = 0, *, size: int = 600) -> Iterator[str]:
    """Yield ``n`` pages like the seeds. Page ``i`` depends on ``seed`` and ``i`` alone.

    >>> one, two = seed_like_pages(2, seed=7)
    >>> one != two and [one, two] == list(seed_like_pages(2, seed=7))
    True
    """
    for i in range(n):
        yield seed_like_page(random.Random(f"{seed}/{i}"), size=size)
