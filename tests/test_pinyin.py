"""The pinyin step: what goes, what stays, page by page and law by law."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
import unicodedata
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.edits import validate
from govtext.step import finder_of
from govtext.steps.pinyin import find_pinyin, strip_pinyin
from govtext.steps.pinyin_annotation import Style, match, parse
from govtext.steps.pinyin_readings import SYLLABLES, readings, toneless
from tests.marked import case_paths
from tests.marked import parse as parse_case

DENSE = "知識產(chǎn)權(quán)系統(tǒng)推進(jìn)建設(shè)與發(fā)展。"  # more than five verified annotations
WIDE = str.maketrans("()", "\uff08\uff09")

GOES = [
    # text, what is left
    ("知識產(chǎn)權(quán)", "知識產權"),
    ("軍(jun1)", "軍"),
    ("軍(Jun1)", "軍"),
    ("军(jun¹)", "军"),
    ("关(GUĀN)", "关"),
    ("茌(Chí)平", "茌平"),
    ("長(cháng)期(qī)", "長期"),
    ("協調(diào)與顯著(zhe)", "協調與顯著"),  # wrong here, but readings of the characters
    ("土(tŭ)壤(răng)", "土壤"),  # breves
    ("港(ɡɑ̌nɡ)", "港"),
    ("港(gaˇng)", "港"),  # a spacing tone mark
    ("女(nǚ)", "女"),
    ("女(nu\u030c\u0308)", "女"),  # marks in the wrong order
    ("绿(lu:4)、旅(lv3)", "绿、旅"),
    ("率(lü)", "率"),
    ("省略(lüe4)", "省略"),
    ("录(l&#x00F9;)", "录"),
    ("录(l&amp;#249;)", "录"),
    ("据(j&ugrave;)", "据"),
    ("窑( yáo )", "窑"),
    ("垭 (yā)口", "垭口"),
    ("憩\u3000(qì)", "憩"),
    ("产(ch ǎn)", "产"),
    ("產(ｃｈǎｎ)", "產"),
    ("涪陵(fúlíng)", "涪陵"),
    ("汉字(hàn zì)", "汉字"),
    ("西岸(xī\u2019àn)", "西岸"),
    ("西岸(xī-àn)", "西岸"),
    ("仰天关(Yǎngtiān Guān)", "仰天关"),
    ("平安(Ping2'an1)", "平安"),
    ("讲究(jiang3 jiu)", "讲究"),
    ("花儿(huār)", "花儿"),
    ("花儿(huar1)", "花儿"),
    ("小孩儿(xiǎoháir)", "小孩儿"),
    ("没事(shìr)", "没事"),
    ("测试(ce4)(shi4)", "测试"),
    ("花儿(huā)(ér)", "花儿"),
    ("着(zhe)(zháo)", "着"),
    ("看完(wan)后(hou)", "看完后"),
    ("更换(genghuan)后(hou)", "更换后"),
    ("孩子(zi)们(men)", "孩子们"),
    ("一(yí)个不(bú)", "一个不"),
    ("嗯(ńg)、欸(éi)、鹅(é)", "嗯、欸、鹅"),
    ("縣(市、區(qū))", "縣(市、區)"),
    ("骈(pián)[2]、醵(jù)①、斛(hú)*", "骈[2]、醵①、斛*"),
    ("乐(lào)亭、宕(tàn)昌", "乐亭、宕昌"),
    ("女\uf92c(láng)中", "女\uf92c中"),  # a compatibility ideograph
    ("㵲(wǔ)阳、\U0002b4e7(fū)、\U000300aa(bā)", "㵲阳、\U0002b4e7、\U000300aa"),
    ("音(yīn)乐(yuè)", "音乐"),
    ("登录(lù)系统(tǒng)", "登录系统"),
    (DENSE + "打開A(yù)PP", strip_pinyin(DENSE) + "打開APP"),
    (DENSE + "氧化鎂(M(jìn)gO)含量", strip_pinyin(DENSE) + "氧化鎂(MgO)含量"),
    (DENSE + "氧化鎂M(jìn)gO", strip_pinyin(DENSE) + "氧化鎂MgO"),
    (DENSE + "產(mào)業", strip_pinyin(DENSE) + "產業"),
    (DENSE + "好的(de)", strip_pinyin(DENSE) + "好的"),
    (DENSE * 8 + "漢語拼音方案在學(xué)校使用。", strip_pinyin(DENSE * 8) + "漢語拼音方案在學校使用。"),
]

STAYS = [
    "李明(Li Ming)",
    "赵苇朗(Lang)",
    "的(DE)、是(SHI)、詞(Na)",
    "关(GUAN)",
    "锂(Li)、镥(Lu)",
    "总值(GDP)",
    "120公里(km)",
    "文件(F)",
    "第(a)项和(e)项",
    "额(e)",
    "额(E2)",
    "企业(试行)",
    "总额(3.5%)",
    "享(shí)用",
    "学(cao)习(xi)",
    "复(yu)习(xi)",
    "哆(do)、来(re)、咪(mi)、发(fa)、唆(sol)、拉(la)、西(si)",
    "唱名里的拉(la)、发(fa)、米(mi)",
    "“垚”(yáo)字",
    "\u2018军\u2019(jūn)字",
    "4(sì)",
    "数字10 (shí)",
    "歙[shè]",
    "(Xùn 讯)报",
    "讯(Xùn 讯)",
    "驳(Bó驳)",
    "某县(yín)",
    "“圩”的读音为(wéi)。",
    "拼音为(wéi)。",
    "翀(chōng)字的读音常被弄错。",
    "这个字念作(zuò)。",
    "丁小满的用户名为丁小满(dingxiaoman)。",
    "姓名全拼,例如张禾苗(zhanghemiao)。",
    "用户名为姓名全拼。如王欣(wangxin)、王新(wangxin)。",
    "微信公众号云川发布(yunchuanfabu)",
    "王欣(wangxin2)",
    "咖啡(café)",
    "圣保罗(São Paulo)",
    "打开A(yù)PP",  # a page that has not proved itself
    "加点字注音正确的一项是( )。\nA.溃(kuì)退 仲(zhòng)裁\nB.呕(ǒu)心沥血 汲(xī)取\n",
    "加点字读音正确的一项是( )。A.溃(kuì)退 B.仲(zhòng)裁",
    "一、给加点字注音。\n1.溃(kuì)退\n2.仲(zhòng)裁",
    "产(chǎn\n)",
    "产\n(chǎn)",
]


@pytest.mark.parametrize(("text", "left"), GOES)
def test_goes(text: str, left: str) -> None:
    assert strip_pinyin(text) == left


@pytest.mark.parametrize(("text", "left"), GOES)
def test_goes_in_full_width_brackets(text: str, left: str) -> None:
    assert strip_pinyin(text.translate(WIDE)) == left.translate(WIDE)


@pytest.mark.parametrize(("text", "left"), GOES)
def test_goes_with_combining_marks(text: str, left: str) -> None:
    """NFD is how some platforms store every name; the Han before the bracket is untouched by it."""
    if "\uf92c" in text:
        pytest.skip("NFD folds compatibility ideographs")
    assert strip_pinyin(unicodedata.normalize("NFD", text)) == unicodedata.normalize("NFD", left)


@pytest.mark.parametrize("text", STAYS)
def test_stays(text: str) -> None:
    assert find_pinyin(text) == []
    assert strip_pinyin(text) is text
    assert find_pinyin(text.translate(WIDE)) == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("产(chǎn)", ["toned"]),
        ("军(jun1)", ["numbered"]),
        ("完(wan)", ["untoned"]),
        ("涪陵(fúlíng)", ["word"]),
        ("\U000300aa(bā)", ["unlisted"]),
        (DENSE + "A(yù)PP產(mào)", ["toned"] * 6 + ["straddled", "unlisted"]),
    ],
)
def test_each_edit_names_its_shape(text: str, rules: list[str]) -> None:
    assert [edit.rule for edit in find_pinyin(text)] == [f"pinyin.{rule}" for rule in rules]


def test_protection_ends_with_its_sentence() -> None:
    text = "熔(róng)炼在前。读音有两个,镴(là)片的镴和錾(zàn)刀的錾。敲(qiāo)门。"
    assert strip_pinyin(text) == "熔炼在前。读音有两个,镴(là)片的镴和錾(zàn)刀的錾。敲门。"


def test_untoned_brackets_go_only_together() -> None:
    hits = "我(wo)们(men)的(de)新(xin)食(shi)堂(tang)开(kai)了(le)"
    assert strip_pinyin(hits + "。学(cao)").startswith("我们的新食堂开了")
    few = "看(kan)着(zhe)学(cao)习(xi)"
    assert find_pinyin(few) == []


def test_a_list_of_chance_matches_stays_on_a_noisy_page() -> None:
    scale = "哆(do)、来(re)、咪(mi)、发(fa)、唆(sol)、拉(la)。"
    assert strip_pinyin(DENSE * 4 + scale).endswith(scale)


def test_styles_limit_what_goes() -> None:
    text = "产(chǎn)军(jun1)完(wan)涪陵(fúlíng)"
    assert strip_pinyin(text, styles=["toned"]) == "产军(jun1)完(wan)涪陵"
    assert strip_pinyin(text, styles=["numbered", "untoned"]) == "产(chǎn)军完涪陵(fúlíng)"
    assert strip_pinyin(text, styles=()) is text


def test_keep_is_asked_with_word_and_bracket() -> None:
    asked: list[tuple[str, str]] = []

    def keep(word: str, bracket: str) -> bool:
        asked.append((word, bracket))
        return word == "涪陵"

    assert strip_pinyin("产(chǎn)业,涪陵 (fúlíng)", keep=keep) == "产业,涪陵 (fúlíng)"
    assert asked == [("产", "(chǎn)"), ("涪陵", "(fúlíng)")]


def test_errors_say_what_came() -> None:
    with pytest.raises(TypeError, match="bytes"):
        find_pinyin(b"page")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="tonal"):
        strip_pinyin("", styles=["tonal"])  # type: ignore[list-item]


def test_the_step_carries_its_finder_and_options() -> None:
    styles: tuple[Style, ...] = ("toned",)
    step = partial(strip_pinyin, styles=styles)
    find = finder_of(step)
    assert find is not None
    assert len(find("产(chǎn)军(jun1)")) == 1
    assert pickle.loads(pickle.dumps(strip_pinyin)) is strip_pinyin


def test_import_loads_no_dictionary_and_the_phrases_never_load() -> None:
    script = (
        "import sys, govtext.steps.pinyin as p, govtext.steps.script as s;"
        "assert not {'pypinyin', 'opencc', 'tomllib'} & set(sys.modules), sorted(sys.modules);"
        "assert p.strip_pinyin('说(shuì)产(chǎn)') == '说产';"
        "assert not {'pypinyin', 'pypinyin.phrases_dict', 'opencc'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_every_missing_reading_is_missing_and_has_a_source() -> None:
    import tomllib
    from importlib.resources import files

    from govtext.steps.pinyin_readings import _table

    table = _table()
    data = tomllib.loads(files("govtext.steps").joinpath("pinyin_missing.toml").read_text("utf-8"))
    for entry in data["reading"]:
        assert entry["source"]
        for char in entry["chars"]:
            assert set(entry["readings"]) <= readings(char)
        listed = {toneless(one) for char in entry["chars"] for one in table.get(ord(char), "").split(",")}
        assert not listed & set(entry["readings"]), f"{entry['chars']} is listed by now"


def test_readings_of_both_scripts_count_for_both() -> None:
    assert "shui" in readings("說")
    assert "mo" in readings("沒")
    assert "qian" in readings("干")  # as in a text that has been converted already: 干(qián)坤


def test_the_syllables_are_those_of_the_table() -> None:
    assert {"chan", "lv", "nve", "er", "ng"} <= SYLLABLES
    assert "sol" not in SYLLABLES
    for char in "的一是不了人我在有他这为之大来以个中上们":
        assert readings(char) - {"r"} <= SYLLABLES


def test_match_counts_characters() -> None:
    word = parse("yǎngtiānguān")
    assert word is not None
    assert match(word, "登上仰天关") == 3
    assert match(word, "天关") == 0
    split = parse("xī'ān")
    assert split is not None
    assert (match(split, "西安"), match(split, "先")) == (2, 0)


WORDS = (
    "产 業 测试 看 儿 A b ^ 。 读音 如 用户名 ( ) \uff08 \uff09 (chǎn) (chan) (yè) (ce4) (shi4) (kan) (cao) (er) "
    "(r) (yù) (ceshi) (a) (Li) chǎn &#257; \u0304 1 : v ' A."
)
PIECES = st.sampled_from([*WORDS.split(), " ", "\n", DENSE])


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=400)
def test_laws(text: str) -> None:
    edits = find_pinyin(text)
    validate(text, edits)
    assert all(edit.start < edit.end and edit.new == "" for edit in edits)
    once = strip_pinyin(text)
    rest = iter(text)
    assert all(char in rest for char in once), "the output is a subsequence of the input"
    assert strip_pinyin(once) == once
    if not edits:
        assert once is text


@given(st.text(alphabet="产chǎnyeè1 ()（）:'&#;27A业\u030c", max_size=60))
def test_laws_on_letters(text: str) -> None:
    once = strip_pinyin(text)
    assert strip_pinyin(once) == once


ODD = [
    "(",
    "(a",
    "产(",
    "(chǎn",
    "产(chǎn)",
    "产(cao)",
    "A(yù)",
    "(ce4)",
    "  ",
    "(&",
    "读音(a)。",
    "读音\nA.",
    "产 (ch ǎn",
]


@pytest.mark.parametrize("piece", ODD)
def test_time_is_linear(piece: str) -> None:
    """Eight times the text may take some eight times as long, never sixty-four times."""

    def seconds(count: int) -> float:
        text = piece * count
        best = 9.0
        for _ in range(3):
            begin = time.perf_counter()
            find_pinyin(text)
            best = min(best, time.perf_counter() - begin)
        return best

    seconds(100)
    assert seconds(40_000) < 30 * seconds(5_000) + 0.05


PAGES = case_paths("pinyin", "clean-pinyin")
NEEDS_OTHER_STEPS = {
    "pinyin/013-trad-furniture-labels-glossed",
    "pinyin/014-trad-footer-labels-glossed",
    "pinyin/053-trad-metadata-labels-annotated",
    "pinyin/054-trad-footer-annotated",
    "pinyin/074-trad-large-county-portal",
    "pinyin/093-trad-annotated-furniture-labels",
    "pinyin/104-trad-meta-labels-annotated",
    "pinyin/302-trad-annotated-labels",
    "pinyin/513-trad-metadata-labels-annotated",
    "pinyin/601-traditional-news-large-set-breadcrumb-metadata",
    "pinyin/702-traditional-small-set-metadata-labels-breadcrumb",
    "pinyin/801-traditional-news-large-set-full-width",
    "pinyin/1842-traditional-notice-annotated-breadcrumb-metadata-line",
}


@pytest.mark.parametrize("wide", [False, True], ids=["plain", "wide"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_marked_pages(path: object, wide: bool) -> None:
    """The step alone; pages that hold other noise too are tested with the whole pipeline."""
    case = parse_case(path, wide=wide)  # type: ignore[arg-type]
    if case.name in NEEDS_OTHER_STEPS or "xfail" in case.head:
        pytest.skip("holds noise of other steps")
    assert "".join(strip_pinyin(case.raw).split()) == "".join(case.gold.split())


@pytest.mark.parametrize(
    "page",
    [
        "多音字积累\n长(cháng)短 长(zhǎng)大 乐(lè)意 音乐(yuè)",  # one character, several readings
        "东西(dōngxi)不在,东西(dōngxī)两侧,地道(dìdao)与地道(dìdào)",
        "量词有里(li)、丈(zhang)、尺(chi),还有亩(mu)、顷(qing)。",  # terms with their transcription
        "名单\n王红(wanghong)\n李强(liqiang)\n赵林(zhaolin)",
        "容易读错的地名\n河北蔚县(yù)\n浙江台州(tāi)",  # a title about readings
        "“给”字读jǐ,如给(jǐ)予。",  # a spoken syllable
        "仆射(yè)、可汗(hán)。\n以上均为容易读错的名词。",
        "“yyds”是“永远的神(yongyuandeshen)”的首字母缩写。",
    ],
)
def test_what_is_about_readings_stays(page: str) -> None:
    assert strip_pinyin(page) == page


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("圩(xū)日在圩(wéi)堤下,翀(chōng)叔卖蒲(pú)扇,箢(yuān)箕三文", "圩日在圩堤下,翀叔卖蒲扇,箢箕三文"),
        ("看完(wan)、听完(wan)之后(hou)再走(zou)回去", "看完、听完之后再走回去"),
        ("他从小不读(dú)书,爱听音(yīn)乐", "他从小不读书,爱听音乐"),
        ("茌(Chí)平、鄄(juàn)城,都是容易读错的地名。", "茌平、鄄城,都是容易读错的地名。"),
    ],
)
def test_what_resembles_it_goes(page: str, text: str) -> None:
    assert strip_pinyin(page) == text
