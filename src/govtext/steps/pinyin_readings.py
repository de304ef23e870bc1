"""Which syllables a Chinese character can be read as: the judge of the pinyin step.

A converter that knows words (pypinyin's own ``pinyin()``) gives one reading for a context. That is
the wrong judge here: noisy pages carry one fixed reading for each character, right or wrong
(協調(diào)), so *any* reading of the character must count. The judge is therefore the plain table
of single characters that comes with pypinyin, tones removed. Three things widen it:

* the readings of the character's Simplified twin and of the Traditional characters that share that
  twin: 569 Traditional characters have fewer readings in the table than their twins (說 lacks shuì);
* compatibility ideographs count as the character that they fold to (U+F92C is 郎);
* `pinyin_missing.toml`: readings in use that no table lists, each with its source.

Loading the package pypinyin loads its phrase table too (47,000 phrases, 45 MB, 0.15 s), which is
never wanted here. So the one module that holds the single characters is loaded by its place, under
a name of its own, and only when the first bracket asks for it.
"""

from __future__ import annotations

import sys
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from govtext.steps.script_tables import SIMPLIFIED, TRADITIONAL

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SYLLABLES", "is_han", "readings", "toneless"]

# Every syllable of Mandarin, tones removed and ü written v (source: pypinyin's table of characters).
_SYLLABLES = """
    a ai an ang ao ba bai ban bang bao bei ben beng bi bian biang biao bie bin bing bo bu
    ca cai can cang cao ce cei cen ceng cha chai chan chang chao che chen cheng chi chong chou chu
    chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo
    da dai dan dang dao de dei den deng di dia dian diao die din ding diu dong dou du duan dui dun duo
    e ei en eng er fa fan fang fei fen feng fiao fo fou fu
    ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo
    ha hai han hang hao he hei hen heng hm hng hong hou hu hua huai huan huang hui hun huo
    ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun
    ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo
    la lai lan lang lao le lei len leng li lia lian liang liao lie lin ling liu lo long lou lu luan
    lun luo lv lve m ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu
    n na nai nan nang nao ne nei nen neng ng ni nia nian niang niao nie nin ning niu nong nou nu nuan
    nun nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu
    qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun
    ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo
    sa sai san sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua
    shuai shuan shuang shui shun shuo si song sou su suan sui sun suo
    ta tai tan tang tao te tei teng ti tian tiao tie ting tong tou tu tuan tui tun tuo
    wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun
    ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun
    za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou
    zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo
"""
#: The syllables of Mandarin, tones removed.
SYLLABLES = frozenset(_SYLLABLES.split())

# Other spellings of a syllable that come with keyboards and passports.
_SPELLINGS = {"lv": ("lyu", "lu"), "nv": ("nyu", "nu"), "lve": ("lue",), "nve": ("nue",)}


def is_han(char: str) -> bool:
    r"""Return whether ``char`` is an ideograph, 〇, or a private-use stand-in for one.

    >>> [is_han(c) for c in "漢\u3007\U0002b4e7\uf92cA\uff08\u3042"]
    [True, True, True, True, False, False, False]
    """
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\U00020000" <= char <= "\U000323af"
        or char == "\u3007"
        or "\ue000" <= char <= "\ufaff"
    )


def toneless(reading: str) -> str:
    """Return a reading without tone marks, in lower case, ü written v.

    >>> toneless("lǜ"), toneless("Chǎn"), toneless("ê̄")
    ('lv', 'chan', 'e')
    """
    plain = unicodedata.normalize("NFD", reading.lower()).replace("u\u0308", "v")
    return "".join(c for c in plain if "a" <= c <= "z")


@cache
def _table() -> Mapping[int, str]:
    """Load pypinyin's table of single characters, and nothing else of the package."""
    import importlib.util
    from importlib.machinery import PathFinder

    loaded = sys.modules.get("pypinyin.pinyin_dict")
    if loaded is None:
        package = importlib.util.find_spec("pypinyin")
        if package is None or package.submodule_search_locations is None:
            raise ModuleNotFoundError(
                "govtext needs pypinyin for the readings of characters", name="pypinyin"
            )
        spec = PathFinder.find_spec("pinyin_dict", list(package.submodule_search_locations))
        if spec is None or spec.loader is None:
            raise ModuleNotFoundError("pypinyin has no module pinyin_dict", name="pypinyin.pinyin_dict")
        loaded = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(loaded)
    table: Mapping[int, str] = loaded.pinyin_dict
    return table


@cache
def _missing() -> Mapping[str, frozenset[str]]:
    """Return the readings of `pinyin_missing.toml` by character."""
    import tomllib  # here, because most processes import this module and never meet a bracket
    from importlib.resources import files

    data = tomllib.loads(files("govtext.steps").joinpath("pinyin_missing.toml").read_text("utf-8"))
    return {char: frozenset(entry["readings"]) for entry in data["reading"] for char in entry["chars"]}


@cache
def _families() -> Mapping[str, str]:
    """Return, for each character with a twin of the other script, all its written forms."""
    by_simplified: dict[str, str] = {}
    for old, new in zip(TRADITIONAL, SIMPLIFIED, strict=True):
        by_simplified[new] = by_simplified.get(new, new) + old
    return {char: forms for forms in by_simplified.values() for char in forms}


@lru_cache(maxsize=1 << 14)
def readings(char: str) -> frozenset[str]:
    r"""Return every reading of a character, without tones; empty when none is known.

    >>> sorted(readings("說"))
    ['shui', 'shuo', 'tuo', 'yue']
    >>> "lao" in readings("乐"), "lang" in readings("\uf92c")
    (True, True)
    """
    if "\uf900" <= char <= "\ufaff" or "\U0002f800" <= char <= "\U0002fa1f":
        char = unicodedata.normalize("NFKC", char)
    found: set[str] = set()
    table, missing = _table(), _missing()
    for form in _families().get(char, char):
        found.update(map(toneless, table.get(ord(form), "").split(",")))
        found |= missing.get(form, frozenset())
    found.discard("")
    for plain, others in _SPELLINGS.items():
        if plain in found:
            found.update(others)
    return frozenset(found)
