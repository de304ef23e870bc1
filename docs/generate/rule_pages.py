"""The rule catalogue: every rule of the data, with its reason, its stems, its pattern and its examples."""

from __future__ import annotations

import html

from govtext.report import reasons
from govtext.rules import FAMILIES, Rule, load_rules, rules_version

TITLES = {
    "footer": ("Footer rules", "页脚规则"),
    "furniture": ("Furniture rules", "页面装饰规则"),
    "paywall": ("Paywall rules", "付费墙规则"),
}
HOW = {
    "footer": ("../../how-to/add-a-footer.md", "../../how-to/add-a-footer.md"),
    "furniture": ("../../how-to/add-a-footer.md", "../../how-to/add-a-footer.md"),
    "paywall": ("../../how-to/add-a-notice.md", "../../how-to/add-a-notice.md"),
}


def pages() -> dict[str, str]:
    """Return the pages of the catalogue by name, in both languages."""
    made = {}
    for lang, suffix in ((0, ""), (1, ".zh")):
        made[f"reference/rules/index{suffix}.md"] = _index(lang)
        made[f"reference/rules/code{suffix}.md"] = _code(lang)
        for family in FAMILIES:
            made[f"reference/rules/{family}{suffix}.md"] = _family(family, lang)
    return made


def _family(family: str, lang: int) -> str:
    rules = load_rules(family)
    intro = (
        f"{len(rules)} rules, made from `src/govtext/rules/{family}.toml`. In an example what goes is "
        f"<del>struck</del>; a counter-example comes back untouched. [How to add one]({HOW[family][0]})",
        f"共 {len(rules)} 条，由 `src/govtext/rules/{family}.toml` 生成。例子中 <del>划去</del> 的部分会被删除；"
        f"反例原样返回。[如何添加]({HOW[family][1]})",
    )[lang]
    return "\n\n".join([f"# {TITLES[family][lang]}", intro, *(_rule(rule, lang) for rule in rules)]) + "\n"


def _rule(rule: Rule, lang: int) -> str:
    why = (rule.why_zh or rule.why) if lang else rule.why
    stems = f'<span class="gt-tag">{("stems", "词干")[lang]}</span> ' if rule.stems else ""
    stems += " ".join(f"<code>{_text(stem)}</code>" for stem in rule.stems)
    parts = [
        f"## {rule.id} {{ #{rule.id} }}",
        f'<span class="gt-tag">{("role", "角色")[lang]} {rule.role}</span> {_text(why)}',
        stems,
        f'<details><summary>{("pattern", "模式")[lang]}</summary><pre class="gt-page">{_text(rule.pattern)}</pre></details>',
        ("Examples", "例子")[lang],
        *(_page(example) for example in rule.examples),
    ]
    if rule.counterexamples:
        parts += [("Stays", "保留")[lang], *(_page(text) for text in rule.counterexamples)]
    return "\n\n".join(part for part in parts if part)


def _page(text: str) -> str:
    marked = _text(text).replace("\u27e6", "<del>").replace("\u27e7", "</del>").replace("\n", "<br>")
    return f'<div class="gt-page" lang="zh">{marked}</div>'


def _text(text: str) -> str:
    """Escape for HTML, and for Markdown inside it."""
    return "".join(f"&#{ord(c)};" if c in "*_`[]{}\\|~#$'" else html.escape(c) for c in text)


def _index(lang: int) -> str:
    head = (
        "# Rules\n\nEvery edit names its rule. Rules of footers, furniture and paywalls are data; the others are code. "
        f"The data of this version have the fingerprint `{rules_version()}`, which every run records.",
        "# 规则目录\n\n每条编辑都写明规则。页脚、页面装饰和付费墙的规则是数据，其余是代码。"
        f"本版规则数据的指纹是 `{rules_version()}`，每次运行都会记录。",
    )[lang]
    rows = [("| family | rule | why |", "| 类别 | 规则 | 理由 |")[lang], "|---|---|---|"]
    for family in FAMILIES:
        for rule in load_rules(family):
            why = (rule.why_zh or rule.why) if lang else rule.why
            rows.append(f"| {family} | [{_text(rule.id)}]({family}.md#{rule.id}) | {_text(why)} |")
    rows += [
        f"| {name.partition('.')[0]} | [{_text(name)}](code.md) | {_text(reason[lang])} |"
        for name, reason in _reasons().items()
    ]
    return head + "\n\n" + "\n".join(rows) + "\n"


def _reasons() -> dict[str, reasons.Reason]:
    return reasons._CODE  # noqa: SLF001  (the one place where they stand)


def _code(lang: int) -> str:
    head = (
        "# Rules that are code\n\nThese are found by steps that need more than a pattern: readings are verified against "
        "a dictionary, script is decided line by line, copies are proved. See [the steps](../api.md).",
        "# 代码中的规则\n\n这些规则由步骤的代码判断：读音要对照字典核实，繁简逐行判定，重复要有证据。"
        "参见[各步骤](../api.md)。",
    )[lang]
    rows = [("| rule | why |", "| 规则 | 理由 |")[lang], "|---|---|"]
    rows += [f"| `{name}` | {_text(reason[lang])} |" for name, reason in _reasons().items()]
    return head + "\n\n" + "\n".join(rows) + "\n"
