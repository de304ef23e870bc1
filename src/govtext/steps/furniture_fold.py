"""The folded copy that furniture is read on: the page's own length, its blanks kept.

Widths are narrowed, and the Traditional forms of the characters that rules and patterns use become the
Simplified ones: the default pipeline converts a Traditional page before, this step works alone too. Every
offset of the copy is one of the page.
"""

from __future__ import annotations

from govtext.fold import BLANKS, NARROW
from govtext.patterns import class_of, lazy

__all__ = ["FOLDED", "GAP", "HAN", "OPENERS", "SEPARATORS", "as_written", "fold"]

#: A range of Chinese characters, for classes.
HAN = "\u3400-\u9fff"
#: Blanks that a page may put into a label or around a mark. Patterns never see beyond the end of a line. Rules hold
#: thousands of these, and `re` takes ten times as long to compile a class with anything beyond Latin-1 in it.
GAP = r"\s{0,4}"
OPENERS = "[\u3010(\u3014\u300c"
#: What may stand between two items: blanks, bars, bullets, arrows and brackets.
SEPARATORS = (
    BLANKS
    + "|\u4e28\u2502\u2503\uffe8/\\\u00b7\u2022\u25cf\u25cb\u25c6\u25a0\u25a1\u25aa\u25b2\u25ba\u25b6\u2605\u2606-\u2013\u2014_~>\u00bb\u203a<\u00ab\u2039[]\u3010\u3011(){}\u3014\u3015\u300c\u300d\u300e\u300f\u3016\u3017\u25ce\u203b\u25c7\u25c8\u2299\u25bc\u25bd\u25b7*+\u2190\u2016\u2191\u2193\u25b3\u2192^#\u30fb\uff65\u2027\u2219\u22c5\u25e6\u2756\u27a4\u25c0\u25c1\u2227\ufe3f\u276e\u276f"
)

# Traditional forms of the characters in rules and patterns, for a step that works alone (source: OpenCC, t2s).
_TRADITIONAL = (
    "佈來侷係俬個們側備傢傳僅價億兒內兩冊別則剛創劃動務區協卽厤參員問啓啟單嗎噹囌國圍園圖團埰執報場塊夾婦學寀實寧審寫寶將專尋對導層屬嵐幫幾庫廠廢廣廳張彆彈彔後徑從復愛態慶應懞懷戶掃採換揮搶擇擊據擬"
    "擴攝敗數於昇時暢暫曆書會朮東査條業極榘構標橋機檔檢檯欄權歡歷歸殘氣決沒沖減準溫滾滿濛瀏灣為無熱燈爲狀獲現環產産畫異畵當發監眞眾矇確碼礙種稱穀穫筆箇節範簡簽籌籤糰糾約紙級細終組結絡給統經綜綫維網"
    "綵線緝編緩緻縣縮總繪繫繼續纍纔習聞聯聽肅脩腦臉臨臺與興舉舊舘華萬蒐蓆蔘薦蘇處號衆術衕衝袷裏裡製複覈見規視覺覽觀觸訂計訊記訪設許訴註証評詞詢試話該詳誌認語說説調請論諮證識議護讀讚谿責貴費貼資購贊"
    "趕較載輔輯輸轉辦農迴逕這連週進遊運過適選遼還邊郵鄉醫鈕鈡銀銷錄錯録錶鍵鍾鎭鎮鏈鐘長門閉開間閤閱閲關陝陞陣隊隨隱隻雙雜雲電靜鞦韆頁頂須預頒領頭頻題顏顔類顧顯颱館饋騰驗體髮鬚麪麫麵麼麽點黨鼕齣龍帳蹤絲餘樣"
)
_SIMPLIFIED = (
    "布来局系私个们侧备家传仅价亿儿内两册别则刚创划动务区协即历参员问启启单吗当苏国围园图团采执报场块夹妇学采实宁审写宝将专寻对导层属岚帮几库厂废广厅张别弹录后径从复爱态庆应蒙怀户扫采换挥抢择击据拟"
    "扩摄败数于升时畅暂历书会术东查条业极矩构标桥机档检台栏权欢历归残气决没冲减准温滚满蒙浏湾为无热灯为状获现环产产画异画当发监真众蒙确码碍种称谷获笔个节范简签筹签团纠约纸级细终组结络给统经综线维网"
    "彩线缉编缓致县缩总绘系继续累才习闻联听肃修脑脸临台与兴举旧馆华万搜席参荐苏处号众术同冲夹里里制复核见规视觉览观触订计讯记访设许诉注证评词询试话该详志认语说说调请论咨证识议护读赞溪责贵费贴资购赞"
    "赶较载辅辑输转办农回径这连周进游运过适选辽还边邮乡医钮钟银销录错录表键钟镇镇链钟长门闭开间合阅阅关陕升阵队随隐只双杂云电静秋千页顶须预颁领头频题颜颜类顾显台馆馈腾验体发须面面面么么点党冬出龙帐踪丝余样"
)
#: The characters that are folded, and what becomes of them.
FOLDED = {a: b for a, b in zip(_TRADITIONAL, _SIMPLIFIED, strict=True) if a != b}
FOLDED |= dict.fromkeys("\u2236\ufe30\ufe55\ua789\u205a", ":") | NARROW
FOLDED |= dict.fromkeys("\u200b\ufeff", " ")
_SCAN = lazy(class_of(frozenset(FOLDED)))


def fold(text: str) -> str:
    r"""Return ``text`` with widths and the script of labels folded; same length, blanks kept.

    >>> fold("\u700f\u89bd\u6b21\u6578\uff1a 12")
    '浏览次数: 12'
    """
    found = _SCAN.search(text)
    while found is not None:
        text = text.replace(found[0], FOLDED[found[0]])
        found = _SCAN.search(text, found.end())
    return text


def as_written(word: str) -> str:
    """Return a pattern that finds a word in text that is not folded; each branch begins with a plain character.

    >>> as_written("标识码") == "标[识識][码\u78bc]|標[识識][码\u78bc]"
    True
    """
    rest = "".join(f"[{_FORMS[char]}]" if char in _FORMS else char for char in word[1:])
    return "|".join(first + rest for first in _FORMS.get(word[0], word[0]))


# The ways to write a folded letter or character.
_FORMS = {twin: twin for twin in FOLDED.values() if twin.isalnum()}
for _char, _twin in FOLDED.items():
    if _twin in _FORMS:
        _FORMS[_twin] += _char
