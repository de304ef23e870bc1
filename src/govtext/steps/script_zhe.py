"""著 or 着: which of the two a mainland text writes for the one 著 of a Traditional text.

OpenCC's ``t2s`` leaves 著 as it is (沿著), its ``tw2s`` turns every one into 着 (显着, 编着, 土着).
Mainland writing keeps 著 where it means *to write* or *evident* and in a few fixed words, and
writes 着 everywhere else: the particle (看着) and *to attach* (着陆, 着手, 衣着). So 着 is the rule
and the words below are the exceptions; each exception carries what makes it none (合著, but 配合着).

The text is one that has been converted already, so the words are in Simplified script.
Source of the words: 现代汉语词典 under 著 (zhù); OpenCC issues 963 and 989; own additions.
"""

from __future__ import annotations

from govtext.patterns import lazy

__all__ = ["keeps_zhu"]

# X著 as a word, and the characters before X that make it another one: 彰显着, 配合着, 谈论着.
_CLOSING = {
    "显": "彰凸突尽浮",
    "合": "配结联混融组聚集会符迎整综缝愈",
    "论": "谈讨议争评辩推",
    "译": "翻",
    "所": "厕场",
    "名": "报点签",
    "原": "平草高",
} | dict.fromkeys("卓昭彰炳较编专土巨遗拙撰新旧尊自共", "")
# 著X as a word, and what follows X or must not: 著名, but 随着名字; 著录, but 跟着录音.
_OPENING = {
    "名": "字气单片义额册牌次利",
    "作": "业文揖客",
    "录": "音像影",
    "书": "包本桌",
    "述": "",
    "称": "",
    "者": "",
    "译": "",
}
# After these the particle is meant where both words are possible.
_TAKES_PARTICLE = frozenset(
    "随沿朝向顺凭按照接跟看读听说带怀绕响味志临负担拿抱背穿戴坐站躺走跑望握捧持指叫喊念想忙等睡挂写冒含藏守牵唱笑哭追对拖"
)
_TITLE = frozenset("\u300a\u3008\u201c")
_BYLINE_END = lazy("[ \u3000,\uff0c\u3002\u3001;\uff1b)\uff09:\uff1a\n]|$")
_WITH_EDITOR = lazy("\u3001[编译校绘注]")
# 著X that is always "to attach", also after a word that ends like an exception: 平原着火.
_ATTACH = frozenset("火陆急凉装迷慌床")


def keeps_zhu(text: str, at: int) -> bool:
    """Return whether the 著 at offset ``at`` of a converted text stays 著.

    >>> [keeps_zhu(word, word.index("著")) for word in ("显著", "编著", "著名的", "丁某 著")]
    [True, True, True, True]
    >>> [keeps_zhu(word, word.index("著")) for word in ("沿著", "执著", "著陆", "随著名气上升", "配合著")]
    [False, False, False, False, False]
    """
    before, after, beyond = text[at - 1 : at] if at else "", text[at + 1 : at + 2], text[at + 2 : at + 3]
    if before in _CLOSING and text[at - 2 : at - 1] not in tuple(_CLOSING[before]) and after not in _ATTACH:
        return True
    if before == "知" and text[at - 2 : at - 1] == "微":
        return True
    if after in _OPENING:
        particle = before in _TAKES_PARTICLE and (after == "书" or beyond in tuple(_OPENING[after]))
        return not particle
    if after == "有" and beyond in _TITLE:
        return True
    if before == "\u300b":
        return True
    if before in (" ", "\u3000"):
        return bool(_BYLINE_END.match(text, at + 1))
    return bool(_WITH_EDITOR.match(text, at + 1)) and before not in _TAKES_PARTICLE
