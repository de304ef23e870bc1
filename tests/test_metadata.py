"""What pages say about themselves: sixty shapes of header, card and tail, with the values expected.

Each page is a title, the chrome and a body; the chrome must leave the text and its facts must arrive.
"""

from __future__ import annotations

import pickle

import pytest

from govtext.edits import Edit, Fields, apply
from govtext.metadata import Metadata, metadata_of
from govtext.steps.furniture import find_furniture

TITLE = "青岚县给古树建了档案"
BODY = "入冬以来,青岚县林业局为全县古树逐株建档。\n护林员每月巡查一次,结果上墙公布。"

HEADERS: list[tuple[str, dict[str, object]]] = [
    ("发布时间:2023年12月\n2\n日 来源:青岚镇", {"published": "2023-12-02", "source": "青岚镇"}),
    ("来源:青岚日报", {"source": "青岚日报"}),
    ("来源: 省市场监管局(省知识产权局)", {"source": "省市场监管局(省知识产权局)"}),
    ("来源\uff1a青岚日报", {"source": "青岚日报"}),
    ("来 源:青岚县融媒体中心", {"source": "青岚县融媒体中心"}),
    ("信息来源:县林业局", {"source": "县林业局"}),
    ("稿源:青岚日报", {"source": "青岚日报"}),
    ("文章来源:青岚新闻网", {"source": "青岚新闻网"}),
    ("来源于:青岚发布", {"source": "青岚发布"}),
    ("發佈時間:2024-03-15", {"published": "2024-03-15"}),
    ("发布时间: 2022-02-17", {"published": "2022-02-17"}),
    ("发布日期: 2024- 03- 15 09: 58", {"published": "2024-03-15T09:58"}),
    ("日期:2022-08-19", {"published": "2022-08-19"}),
    ("发布时间:2024年3月15日 09:58:03", {"published": "2024-03-15T09:58:03"}),
    ("发布时间:二〇二四年三月十五日", {"published": "2024-03-15"}),
    ("发布日期:113-05-06", {"published": "2024-05-06"}),
    ("时间:2024/3/15 来源:青岚日报", {"published": "2024-03-15", "source": "青岚日报"}),
    ("更新时间:2024.03.15", {"updated": "2024-03-15"}),
    (
        "发布时间:2024-03-15 更新时间:2024-03-18 10:01",
        {"published": "2024-03-15", "updated": "2024-03-18T10:01"},
    ),
    ("最后更新:2024-03-18 浏览次数:7", {"updated": "2024-03-18", "views": 7}),
    ("浏览次数:318次", {"views": 318}),
    ("点击数:2,152", {"views": 2152}),
    ("阅读量:1.2万 来源:青岚发布", {"views": 12000, "source": "青岚发布"}),
    ("浏览次数: 次 来源: 发布时间:2024-03-15", {"published": "2024-03-15"}),
    ("浏览次数:( ) 来源:青岚日报", {"source": "青岚日报"}),
    ("来源: 作者: 编辑: 发布日期: 浏览次数: 次", {}),
    ("发布人: 来 源: 时 间:2018-10-24 收藏", {"published": "2018-10-24"}),
    ("作者:李溪 来源:青岚日报", {"author": "李溪", "source": "青岚日报"}),
    ("作者:李溪 周岚 来源:青岚日报", {"author": "李溪 周岚", "source": "青岚日报"}),
    (
        "供稿:县林业局 来源:青岚日报 时间:2024-03-15",
        {"author": "县林业局", "source": "青岚日报", "published": "2024-03-15"},
    ),
    ("发布者:admin 发布时间:2024-03-15", {"author": "admin", "published": "2024-03-15"}),
    ("来源:青岚日报 责任编辑:韩枫", {"source": "青岚日报", "editor": "韩枫"}),
    ("来源:青岚日报 编辑:韩枫 审核:吴川 点击:12", {"source": "青岚日报", "editor": "韩枫", "views": 12}),
    ("【来源:青岚日报】【时间:2024-03-15】", {"source": "青岚日报", "published": "2024-03-15"}),
    ("【来源】青岚日报 【时间】2024-03-15", {"source": "青岚日报", "published": "2024-03-15"}),
    ("[发布时间:2024-03-15 09:58] [来源:青岚日报]", {"published": "2024-03-15T09:58", "source": "青岚日报"}),
    (
        "来源:青岚日报 | 时间:2024-03-15 | 浏览:33",
        {"source": "青岚日报", "published": "2024-03-15", "views": 33},
    ),
    ("2024-03-15 09:58 来源:青岚日报 字体:大 中 小", {"published": "2024-03-15T09:58", "source": "青岚日报"}),
    ("青岚日报 2024-03-15 09:58", {"source": "青岚日报", "published": "2024-03-15T09:58"}),
    (
        "2024-09-23 17:02 青岚县生态环境分局",
        {"published": "2024-09-23T17:02", "source": "青岚县生态环境分局"},
    ),
    ("青岚日报\n2024-03-15", {"source": "青岚日报", "published": "2024-03-15"}),
    (
        "来源:青岚日报\n日期:2022-08-19\n字体:[大 中 小]\n打印\n收藏\n关闭",
        {"source": "青岚日报", "published": "2022-08-19"},
    ),
    ("来源:\n时间:2022-08-19\n浏览:12", {"published": "2022-08-19", "views": 12}),
    (
        "来源:青岚日报时间:2024-03-15浏览次数:318次",
        {"source": "青岚日报", "published": "2024-03-15", "views": 318},
    ),
    ("发布单位:县林业局 发布日期:2024-03-15", {"issuer": "县林业局", "published": "2024-03-15"}),
    ("关键词:古树 档案 来源:青岚日报", {"keywords": ("古树", "档案"), "source": "青岚日报"}),
    ("时间::2024-03-15 来源:青岚日报", {"published": "2024-03-15", "source": "青岚日报"}),
    ("來源:青嵐日報 瀏覽次數:91次", {"source": "青嵐日報", "views": 91}),
    ("阅读次数:12 发稿编辑:韩枫", {"views": 12, "editor": "韩枫"}),
    ("发布于 2024-03-15 09:58", {"published": "2024-03-15T09:58"}),
    ("来源:《青岚日报》 2024-03-15", {"source": "《青岚日报》", "published": "2024-03-15"}),
]

CARDS: list[tuple[str, dict[str, object]]] = [
    (
        "索引号:0152/2023-00041\n主题分类:林业\n发文机关:青岚县林业局\n成文日期:2023-04-17\n发布日期:2023-04-18",
        {"index_number": "0152/2023-00041", "issuer": "青岚县林业局", "published": "2023-04-18"},
    ),
    (
        "| 索引号 | 0152/2023-00041 | 发布机构 | 县林业局 |\n| 文号 | 青林〔2023〕4号 | 发布日期 | 2023-04-18 |",
        {
            "index_number": "0152/2023-00041",
            "issuer": "县林业局",
            "document_number": "青林〔2023〕4号",
            "published": "2023-04-18",
        },
    ),
    (
        "索引号\n0152/2023-00041\n公开方式\n主动公开\n发布机构\n县林业局\n发布日期\n2023-04-18",
        {"index_number": "0152/2023-00041", "issuer": "县林业局", "published": "2023-04-18"},
    ),
    (
        "索 引 号:0152/2023-00041 信息分类:林业 发布机构:县林业局 发文日期:2023-04-18",
        {"index_number": "0152/2023-00041", "issuer": "县林业局", "published": "2023-04-18"},
    ),
    (
        "索引号:0152/2023-00041\n名称:青岚县给古树建了档案\n主题词:古树;档案\n文号:\n发布日期:2023-04-18",
        {
            "index_number": "0152/2023-00041",
            "title": TITLE,
            "keywords": ("古树", "档案"),
            "published": "2023-04-18",
        },
    ),
]

TAILS: list[tuple[str, dict[str, object]]] = [
    ("责任编辑:韩枫", {"editor": "韩枫"}),
    ("(责任编辑:韩枫 校对:吴川)", {"editor": "韩枫"}),
    ("【编辑:韩枫】", {"editor": "韩枫"}),
    ("编 辑:韩枫\n审 核:吴川", {"editor": "韩枫"}),
    ("来源:青岚日报", {"source": "青岚日报"}),
    ("本文地址:http://www.qinglan.example/2024/1.html", {"url": "http://www.qinglan.example/2024/1.html"}),
    ("原文链接:https://qinglan.example/a?id=3\n【打印】", {"url": "https://qinglan.example/a?id=3"}),
    ("标签:古树 档案\n分享到:微信", {"keywords": ("古树", "档案")}),
    (
        "◎ 發布單位:林業課\n◎ 點閱次數:210\n◎ 最後異動日期:113-05-06",
        {"issuer": "林業課", "views": 210, "updated": "2024-05-06"},
    ),
    ("发布单位:县林业局\n发布日期:2024-03-15\n打印本页", {"issuer": "县林业局", "published": "2024-03-15"}),
]

PAGES = [
    *(
        pytest.param(f"{TITLE}\n{chrome}\n{BODY}", facts, id=f"header-{i:02}")
        for i, (chrome, facts) in enumerate(HEADERS)
    ),
    *(
        pytest.param(f"{chrome}\n{TITLE}\n{BODY}", facts, id=f"card-{i:02}")
        for i, (chrome, facts) in enumerate(CARDS)
    ),
    *(
        pytest.param(f"{TITLE}\n{BODY}\n{chrome}", facts, id=f"tail-{i:02}")
        for i, (chrome, facts) in enumerate(TAILS)
    ),
]


def facts_of(page: str) -> tuple[str, Metadata]:
    edits = find_furniture(page)
    text = apply(page, edits)
    return text, metadata_of(edits, text)


def test_there_are_sixty_shapes() -> None:
    assert len(PAGES) >= 60


@pytest.mark.parametrize(("page", "facts"), PAGES)
def test_facts_and_text(page: str, facts: dict[str, object]) -> None:
    text, found = facts_of(page)
    assert "".join(text.split()) == "".join((TITLE + BODY).split())
    assert dict(found) == {"title": TITLE, **facts}


@pytest.mark.parametrize(("page", "facts"), PAGES)
def test_every_fact_knows_its_edit(page: str, facts: dict[str, object]) -> None:
    _, found = facts_of(page)
    for name in found:
        edit = found.edit(name)
        if name == "title" and "title" not in facts:
            assert edit is None
        else:
            assert edit is not None
            assert edit.fields[name] == found[name]
            assert edit.rule.startswith("furniture.")


@pytest.mark.parametrize(
    "run",
    [
        "来源:青岚日报 时间:2024-03-15 浏览次数:318次",
        "来源:青岚日报时间:2024-03-15浏览次数:318次",
        "发布时间:2024-03-15来源:青岚县林业局",
    ],
)
def test_a_run_glued_to_title_and_body(run: str) -> None:
    body = "近日,青岚县林业局为全县古树逐株建档。"
    page = f"{TITLE}{run}{body}\n护林员每月巡查一次。"
    edits = find_furniture(page)
    assert apply(page, edits).replace(" ", "") == f"{TITLE}{body}\n护林员每月巡查一次。"
    assert metadata_of(edits, apply(page, edits))["published"] == "2024-03-15"


def test_the_first_value_wins_and_an_empty_one_never_overrides() -> None:
    edits = [
        Edit(0, 1, "", "furniture.source", Fields(source="")),
        Edit(1, 2, "", "furniture.source", Fields(source="甲报", views=None)),
        Edit(2, 3, "", "furniture.source", Fields(source="乙报", views=3)),
    ]
    facts = metadata_of(edits, "")
    assert dict(facts) == {"source": "甲报", "views": 3}
    assert facts.edit("source") is edits[1]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"{TITLE}\n苏政发〔2024〕12号\n各镇:现印发给你们。", "苏政发〔2024〕12号"),
        (f"{TITLE}\n(苏政发[2024]12号)\n各镇:现印发给你们。", "苏政发[2024]12号"),
        (f"{TITLE}\n青岚县人民政府令第12号\n各镇:现印发给你们。", None),
        (f"{TITLE}\n根据苏政发〔2024〕12号文件,办理如下。", None),
        ("苏政发〔2024〕12号", None),
    ],
)
def test_a_document_number_on_a_line_of_its_own(text: str, number: str | None) -> None:
    assert metadata_of([], text).get("document_number") == number


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{TITLE}\n{BODY}", TITLE),
        (f"\n\u3000 {TITLE} \n{BODY}", TITLE),
        ("青岚县人民政府\n关于公布古树名录的通知\n各镇:", "青岚县人民政府关于公布古树名录的通知"),
        (BODY, None),
        ("", None),
        ("同志们:\n今天开会。", None),
        ("123\n456", None),
    ],
)
def test_title_from_the_text(text: str, title: str | None) -> None:
    assert metadata_of([], text).get("title") == title


def test_metadata_is_an_immutable_mapping() -> None:
    facts = Metadata({"views": 3}, {"views": Edit(0, 1, "", "furniture.views")})
    assert (facts["views"], len(facts), "source" in facts, facts.edit("source")) == (3, 1, False, None)
    assert pickle.loads(pickle.dumps(facts)) == facts
    assert hash(facts) == hash(Metadata({"views": 3}, {}))
    with pytest.raises(AttributeError):
        facts.views = 4
    with pytest.raises(TypeError):
        facts["views"] = 4  # type: ignore[index]
