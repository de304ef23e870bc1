"""Long documents: what returns nearby, what returns a book away, and what a book says twice by right."""

from __future__ import annotations

import random

import pytest

from govtext import find_duplicates, strip_duplicates
from govtext.steps.duplicates_key import Key
from govtext.steps.duplicates_seeds import Return, Seeds

CHARS = "".join(chr(c) for c in range(0x4E00, 0x5E00))
CHAPTER = (
    "市河道管理单位应当在汛期之前完成堤防检查,发现隐患的,当日报告并设置警示标志。\n"
    "沿河村组配备的巡查人员每日巡查不得少于两次,巡查记录保存三年,不得事后补记。\n"
    "任何人发现险情,都有权向防汛值班室报告,值班室应当登记,并在半小时内派员到场。\n"
    "抢险征用的船只、车辆和砂石,事后应当及时归还或者按照市价补偿,所需经费列入预算。\n"
    "对在抢险中表现突出的单位和个人,由市人民政府给予表彰,所需奖金不得向村组摊派。\n"
    "本市各区可以根据当地水情,制定实施细则,报市防汛指挥部备案后向沿河村组公布。\n"
    "实施细则应当写明巡查路线、值班电话和物资存放的地点,每年汛期之前核对一次。\n"
)


def prose(size: int, seed: int) -> str:
    """Lines of characters drawn at random: nothing of them returns."""
    draw = random.Random(seed)
    lines: list[str] = []
    total = 0
    while total < size:
        clauses = ["".join(draw.choices(CHARS, k=draw.randint(6, 14))) for _ in range(8)]
        lines.append("\uff0c".join(clauses) + "\u3002")
        total += len(lines[-1]) + 1
    return "\n".join(lines)


def returns_of(key: Key) -> list[Return]:
    """All places of a key whose seed stood before, in the order in which they are asked for."""
    seeds, found, at = Seeds(key), [], 0
    while (again := seeds.beyond(at)) is not None:
        found.append(again)
        at = again.place + 1
    return found


BEFORE, BETWEEN, AFTER = prose(30_000, 1), prose(60_000, 2), prose(30_000, 3)


def test_a_phrase_returns_nearby_and_not_a_book_away() -> None:
    phrase = "由县级以上人民政府交通运输主管部门责令改正。"
    near = Key(f"{BEFORE}\n{phrase}\n{prose(900, 4)}\n{phrase}\n{AFTER}")
    far = Key(f"{BEFORE}\n{phrase}\n{BETWEEN}\n{phrase}\n{AFTER}")
    assert [r.place - r.latest for r in returns_of(near)] == [
        near.text.rfind("由县级") - near.text.find("由县级")
    ]
    assert not returns_of(far)


def test_returns_are_in_order_and_agree_with_their_sources() -> None:
    key = Key(f"{BEFORE}\n{CHAPTER}{prose(500, 5)}\n{CHAPTER}{BETWEEN}\n{CHAPTER}{AFTER}\n{BEFORE}")
    returns = returns_of(key)
    places = [r.place for r in returns]
    assert places == sorted(set(places))
    for place, latest, first in returns:
        assert first <= latest < place
        for source in (first, latest):
            assert key.text[source : source + 12] == key.text[place : place + 12]
    assert {key.text.find("市河道"), key.text.rfind("市河道")} & {r.first for r in returns}


def test_the_same_chapter_of_two_laws_of_a_book_stays() -> None:
    book = f"{BEFORE}\n{CHAPTER}{BETWEEN}\n{CHAPTER}{AFTER}"
    assert find_duplicates(book) == []


@pytest.mark.parametrize("between", ["", prose(400, 6) + "\n"])
def test_a_chapter_that_stands_twice_in_one_place_leaves(between: str) -> None:
    book = f"{BEFORE}\n{CHAPTER}{between}{CHAPTER}{AFTER}"
    assert strip_duplicates(book) == f"{BEFORE}\n{CHAPTER}{between}{AFTER}"


@pytest.mark.parametrize("gap", ["", "\n打印版\n", "\n" + prose(3_000, 7) + "\n"])
def test_a_book_printed_twice_leaves_once_however_long(gap: str) -> None:
    page = f"{BEFORE}\n{CHAPTER}{BETWEEN}"
    left = strip_duplicates(f"{page}\n{gap}{page}")
    assert left.startswith(page)
    assert len(left) <= len(page) + len(gap) + 1


def test_a_book_with_a_figure_corrected_in_each_line_leaves_once() -> None:
    lines = [
        f"{line}共收{1000 + 7 * i}元\uff0c如数发还\u3002"
        for i, line in enumerate(prose(40_000, 8).split("\n"))
    ]
    again = [
        line if i % 9 else line.replace("\u5171\u65361", "\u5171\u65362") for i, line in enumerate(lines)
    ]
    assert again != lines
    page = "\n".join(lines)
    left = strip_duplicates(page + "\n" + "\n".join(again))
    assert left.startswith(page)
    assert len(left) < len(page) * 1.02


def test_a_sentence_beside_itself_leaves_in_a_long_text_too() -> None:
    sentence = "\u201c今年的堤防检查到上周五全部完成\uff0c\u201d李溪说\uff0c\u201c没有一处带病过汛。\u201d\n"
    assert strip_duplicates(BEFORE + "\n" + sentence * 2 + AFTER) == BEFORE + "\n" + sentence + AFTER


def test_a_book_of_a_million_letters_printed_twice_leaves_once() -> None:
    page = "\n".join([BETWEEN, prose(600_000, 9)])
    left = strip_duplicates(f"{page}\n{page}")
    assert left.startswith(page)
    assert len(left) <= len(page) + 1
