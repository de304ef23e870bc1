"""govtext: clean articles from scraped Chinese government and news pages, every edit explained.

把抓取的中文政府与新闻网页变成干净的文章，并说明每个被删字符的去向。

>>> import govtext
>>> govtext.clean("知識產(chǎn)權(quán)")
'知识产权'

The public names are loaded when they are first used: importing this package imports no dictionary.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from govtext.version import __version__

if TYPE_CHECKING:
    from govtext.edits import Edit as Edit
    from govtext.pipeline import Pipeline as Pipeline
    from govtext.pipeline import clean as clean
    from govtext.pipeline import explain as explain
    from govtext.result import Result as Result
    from govtext.rules import Rule as Rule
    from govtext.rules import RuleError as RuleError
    from govtext.rules import read_rules as read_rules
    from govtext.steps.duplicates import find_duplicates as find_duplicates
    from govtext.steps.duplicates import strip_duplicates as strip_duplicates
    from govtext.steps.encoding import find_encoding as find_encoding
    from govtext.steps.encoding import fix_encoding as fix_encoding
    from govtext.steps.footer import find_footer as find_footer
    from govtext.steps.footer import strip_footer as strip_footer
    from govtext.steps.furniture import find_furniture as find_furniture
    from govtext.steps.furniture import strip_furniture as strip_furniture
    from govtext.steps.paywall import find_paywall as find_paywall
    from govtext.steps.paywall import strip_paywall as strip_paywall
    from govtext.steps.pinyin import find_pinyin as find_pinyin
    from govtext.steps.pinyin import strip_pinyin as strip_pinyin
    from govtext.steps.punctuation import find_punctuation as find_punctuation
    from govtext.steps.punctuation import normalize_punctuation as normalize_punctuation
    from govtext.steps.script import detect_script as detect_script
    from govtext.steps.script import find_script as find_script
    from govtext.steps.script import to_simplified as to_simplified
    from govtext.steps.whitespace import find_whitespace as find_whitespace
    from govtext.steps.whitespace import normalize_whitespace as normalize_whitespace

_HOME = {
    "Edit": "edits",
    "Pipeline": "pipeline",
    "Result": "result",
    "Rule": "rules",
    "RuleError": "rules",
    "clean": "pipeline",
    "detect_script": "steps.script",
    "explain": "pipeline",
    "find_duplicates": "steps.duplicates",
    "find_encoding": "steps.encoding",
    "find_footer": "steps.footer",
    "find_furniture": "steps.furniture",
    "find_paywall": "steps.paywall",
    "find_pinyin": "steps.pinyin",
    "find_punctuation": "steps.punctuation",
    "find_script": "steps.script",
    "find_whitespace": "steps.whitespace",
    "fix_encoding": "steps.encoding",
    "normalize_punctuation": "steps.punctuation",
    "normalize_whitespace": "steps.whitespace",
    "read_rules": "rules",
    "strip_duplicates": "steps.duplicates",
    "strip_footer": "steps.footer",
    "strip_furniture": "steps.furniture",
    "strip_paywall": "steps.paywall",
    "strip_pinyin": "steps.pinyin",
    "to_simplified": "steps.script",
}

__all__ = ["__version__", *_HOME]  # noqa: PLE0604  (a list of strings, built from the table above)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'govtext' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"govtext.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
