"""The pipeline: find, then apply, step after step, remembering why.

`Pipeline` is a frozen, callable composition of steps in the manner of toolz: it compares, hashes,
pickles, has a ``__name__`` and a ``repr`` that evaluates. It holds no state between calls.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from govtext.edits import Edit, apply, compose
from govtext.look import Joint, changed_lines, unchanged
from govtext.rules import Rule, rules_version
from govtext.step import Finder, Sight, Step, ensure_text, finder_of, sight_of
from govtext.steps.duplicates import strip_duplicates
from govtext.steps.encoding import fix_encoding
from govtext.steps.footer import strip_footer
from govtext.steps.furniture import strip_furniture
from govtext.steps.paywall import strip_paywall
from govtext.steps.pinyin import strip_pinyin
from govtext.steps.script import to_simplified
from govtext.steps.whitespace import normalize_whitespace
from govtext.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from govtext.result import Result

__all__ = ["Pipeline", "clean", "explain"]

#: The steps that `Pipeline.from_dict` finds by name, in the order of the default pipeline.
#: Pinyin comes before what reads words: labels are annotated too, and its tone marks look like mojibake.
#: The footer comes before furniture, whose rows show it where the article ends.
#: White space comes first, although the others leave some: most pages are indented, and where nothing else
#: changes, nobody has to look at them twice.
BUILT_IN: tuple[Step, ...] = (
    normalize_whitespace,
    strip_pinyin,
    fix_encoding,
    to_simplified,
    strip_paywall,
    strip_footer,
    strip_furniture,
    strip_duplicates,
)
# One step can uncover work for an earlier one (entities decode to pinyin, a copy goes and leaves its
# footer at the end), so the chain is repeated until nothing is found. Two turns settle nearly every page.
_MOST_TURNS = 8
_JOINT = -1  # stands for all steps that look first, where the others have their number


def _options(step: Step) -> tuple[Step, dict[str, Any]]:
    if isinstance(step, functools.partial) and not step.args:
        inner, options = _options(step.func)
        return inner, {**options, **step.keywords}
    return step, {}


def _name(step: Step) -> str:
    inner, _ = _options(step)
    name = getattr(inner, "__qualname__", type(inner).__qualname__)
    return name if inner in BUILT_IN else f"{getattr(inner, '__module__', '?')}.{name}"


def _key(step: Step) -> tuple[Any, ...]:
    inner, options = _options(step)
    return (inner, tuple(sorted(options.items(), key=lambda item: item[0])))


def _shown(step: Step) -> str:
    inner, options = _options(step)
    if not options:
        return _name(step) if hasattr(inner, "__qualname__") else repr(inner)
    return f"partial({_name(step)}, {', '.join(f'{k}={v!r}' for k, v in options.items())})"


class Pipeline:
    """A chain of steps: call it for the text, ``run`` it for the account.

    A step is any ``str -> str`` callable; `functools.partial` gives it options. The steps that state
    their edits (all of govtext's) are repeated until none finds anything, so ``clean(clean(x)) ==
    clean(x)``; any other callable runs once, and its edits are derived by comparison.

    A page of which nothing would be left comes back whole, with the flag ``all_furniture``. With
    ``max_removed=0.6`` a page comes back whole, with the flag ``max_removed``, when one step would take
    more than 60 % of its characters. A rule of one's own that runs out of its time gives the page back
    with the flag ``rule_timeout``.

    >>> from functools import partial
    >>> from govtext import Pipeline, strip_paywall, strip_pinyin
    >>> chain = Pipeline([strip_pinyin, partial(strip_paywall, gap="")])
    >>> chain("產(chǎn)業(yè)")
    '產業'
    >>> chain
    Pipeline([strip_pinyin, partial(strip_paywall, gap='')])
    >>> chain == eval(repr(chain)), chain.run("產(chǎn)").edits[0].rule
    (True, 'pinyin.toned')
    """

    __slots__ = ("_foreign", "_joint", "_questions", "_sighted", "_turns", "max_removed", "steps")
    steps: tuple[Step, ...]
    max_removed: float | None
    _turns: tuple[_Turn, ...]  # whom to ask, one after the other
    _sighted: Mapping[int, Sight]  # what steps have to see first, by their place in the chain
    _joint: Joint  # the looks of them all
    _questions: tuple[tuple[int, Callable[[str], object]], ...]  # a page that answers no to each is clean
    _foreign: bool  # whether anything of a user's own runs

    def __init__(self, steps: Iterable[Step], *, max_removed: float | None = None) -> None:
        chosen = tuple(steps)
        for step in chosen:
            if not callable(step):
                raise TypeError(f"a step is a callable from str to str, not {step!r:.80}")
        if max_removed is not None and not 0 < max_removed <= 1:
            raise ValueError(f"max_removed is a share between 0 and 1, not {max_removed!r}")
        object.__setattr__(self, "steps", chosen)
        object.__setattr__(self, "max_removed", max_removed)
        first = tuple(_turn(number, step) for number, step in enumerate(chosen))
        later = tuple(
            turn if finder_of(step) else turn._replace(find=_nothing)
            for turn, step in zip(first, chosen, strict=True)
        )
        object.__setattr__(self, "_turns", first + later * (_MOST_TURNS - 1))
        sighted = {turn.number: turn.sight for turn in first if turn.sight}
        object.__setattr__(self, "_sighted", sighted)
        joint = Joint([sight.look for sight in sighted.values()])
        object.__setattr__(self, "_joint", joint)
        questions: list[tuple[int, Callable[[str], object]]] = [
            (turn.number, turn.find) for turn in first if not turn.sight
        ]
        if sighted:
            questions.insert(min(sighted), (_JOINT, joint))
        object.__setattr__(self, "_questions", tuple(questions))
        object.__setattr__(self, "_foreign", any(step not in BUILT_IN for step in chosen))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Pipeline is immutable: cannot set {name!r}")

    @classmethod
    def default(
        cls,
        *,
        script: str | None = "simplified",
        gap: str = "\u2026\u2026",
        rules: Sequence[Rule] = (),
        max_removed: float | None = None,
    ) -> Pipeline:
        """Return the default chain.

        ``script=None`` leaves the script as it is; ``gap`` is what stands where a notice in mid-text says
        that characters are missing; ``rules`` are rules of one's own beside the built-in ones.
        """
        if script not in ("simplified", None):
            raise ValueError(f"script is 'simplified' or None, not {script!r}")
        own = {
            family: tuple(r for r in rules if r.family == family)
            for family in ("paywall", "furniture", "footer")
        }
        steps: list[Step] = []
        for step in BUILT_IN:
            family = _name(step).removeprefix("strip_")
            options: dict[str, Any] = {}
            if own.get(family):
                options["rules"] = own[family]
            if step is strip_paywall and gap != "\u2026\u2026":
                options["gap"] = gap
            if step is to_simplified and script is None:
                continue
            steps.append(functools.partial(step, **options) if options else step)
        return cls(steps, max_removed=max_removed)

    def without(self, *names: str) -> Pipeline:
        """Return the same chain less the named steps.

        >>> Pipeline.default().without("strip_duplicates", "to_simplified").__name__
        'normalize_whitespace_strip_pinyin_fix_encoding_strip_paywall_strip_footer_strip_furniture'
        """
        present = {_name(step) for step in self.steps}
        for name in names:
            if name not in present:
                raise ValueError(f"no step {name!r}; the steps are {', '.join(sorted(present))}")
        return Pipeline((s for s in self.steps if _name(s) not in names), max_removed=self.max_removed)

    @property
    def __name__(self) -> str:
        return "_".join(_name(step).rpartition(".")[2] for step in self.steps) or "identity"

    def __call__(self, text: str) -> str:
        """Return the cleaned text."""
        return self._settle(text, None)[0]

    def run(self, text: str) -> Result:
        """Return the cleaned text with the account of every edit."""
        from govtext.result import Result  # cleaning alone does not need it

        edits: list[Edit] = []
        cleaned, flags = self._settle(text, edits)
        return Result(cleaned, text, tuple(edits), flags)

    def _settle(self, text: str, account: list[Edit] | None) -> tuple[str, tuple[str, ...]]:
        """Run the steps until none finds anything; fill ``account`` with the composed edits if asked."""
        if not isinstance(text, str):
            ensure_text(text)
        try:
            if not self._foreign:
                return self._rounds(text, account)
            from govtext.rules.compiled import page_budget

            with page_budget(len(text)):
                return self._rounds(text, account)
        except TimeoutError:
            if account is not None:
                account.clear()
            return text, ("rule_timeout",)

    def _rounds(self, text: str, account: list[Edit] | None) -> tuple[str, tuple[str, ...]]:
        """Ask the steps in turn until so many in a row as there are have nothing to do.

        A step of govtext's is not asked about its own output, for their law is strip(strip(x)) == strip(x).
        Nor is one asked that would not see what it needs: see `govtext.look`.
        """
        asked: dict[int, Any] = {}
        for number, ask in self._questions:
            asked[number] = answer = ask(text)
            if answer:
                break
        else:  # as on most pages
            return text, ()
        current = text
        findings: list[Sequence[Edit]] = []
        idle, steps = 0, len(self.steps)
        blind: AbstractSet[int] = frozenset()  # the steps that are known to see nothing in `current`
        first = -1  # and no step sees anything before this offset; -1: who knows
        for number, find, sight, lawful in self._turns:
            found: Sequence[Edit] = ()
            if sight is None:
                found = asked.pop(number) if number in asked else find(current)
            else:
                if first < 0:  # most pages have nothing to show to any of them
                    seen = asked.pop(_JOINT) if _JOINT in asked else self._joint.search(current)
                    blind, first = (blind, seen.start()) if seen else (self._sighted.keys(), 0)
                if number not in blind:
                    place = sight.look().at(current, first)
                    if place < 0:
                        blind = blind | {number}
                    else:
                        found = sight.beyond(current, place)
            if not found or (after := apply(current, found)) == current:
                idle += 1
                if idle >= steps:
                    break
                continue
            if self.max_removed is not None and len(current) - len(after) > self.max_removed * len(current):
                return text, ("max_removed",)
            blind = blind and self._still_blind(blind, changed_lines(current, after, found), after)
            first = unchanged(current, found, first)
            current = after
            findings.append(found)
            idle = 1 if lawful else 0
        if not findings:
            return text, ()
        if not current.strip() and text.strip():
            return text, ("all_furniture",)
        if account is not None:
            for found in findings:
                account[:] = compose(account, found)
        return current, () if idle >= steps else ("unsettled",)

    def _still_blind(
        self, blind: AbstractSet[int], changed: Sequence[tuple[int, int]] | None, text: str
    ) -> AbstractSet[int]:
        """Return the steps that see nothing in the changed lines of a text either."""
        if changed is None:
            return frozenset()
        if not changed:
            return blind
        scans = {number: self._sighted[number].look().scan for number in blind}
        return {n for n, scan in scans.items() if not any(scan.search(text, a, b) for a, b in changed)}

    def map(
        self, texts: Iterable[str], *, workers: int | None = None, progress: bool = False
    ) -> Iterator[str]:
        """Yield the cleaned texts, in order, lazily; with ``workers`` above 1 in that many processes."""
        from govtext.parallel import map_texts

        return map_texts(self, texts, workers=workers, progress=progress)

    def to_dict(self) -> dict[str, Any]:
        """Return the chain as plain data, with the versions that a run depends on."""
        return {
            "govtext": __version__,
            "rules": rules_version(),
            "steps": [{"step": _name(s), "options": _plain_options(s)} for s in self.steps],
            "max_removed": self.max_removed,
        }

    @classmethod
    def from_dict(
        cls, data: Mapping[str, Any], *, steps: Mapping[str, Step] | None = None, any_version: bool = False
    ) -> Pipeline:
        """Return the pipeline that `to_dict` was called on.

        Steps that are not govtext's are looked up in ``steps`` by the name that `to_dict` gave them; nothing
        is imported by name. Raises ``ValueError`` for an unknown step, and where the rule data of this
        govtext differ from those of the run, unless ``any_version`` is set.
        """
        if not any_version and data["rules"] != rules_version():
            raise ValueError(
                f"the run used rules {data['rules']} (govtext {data['govtext']}), here are {rules_version()} "
                f"(govtext {__version__}): pass any_version=True to use these"
            )
        known: dict[str, Step] = {_name(s): s for s in BUILT_IN} | dict(steps or {})
        chain: list[Step] = []
        for entry in data["steps"]:
            if entry["step"] not in known:
                raise ValueError(f"unknown step {entry['step']!r}: pass it with steps={{...}}")
            options = {k: _loaded(k, v) for k, v in entry["options"].items()}
            step = known[entry["step"]]
            chain.append(functools.partial(step, **options) if options else step)
        return cls(chain, max_removed=data.get("max_removed"))

    @property
    def fingerprint(self) -> str:
        """A short hash of `to_dict`: it changes when steps, options, package or rule data change."""
        import hashlib
        import json

        blob = json.dumps(self.to_dict(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(blob.encode()).hexdigest()[:16]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Pipeline):
            return NotImplemented
        return [_key(s) for s in self.steps] == [_key(s) for s in other.steps] and (
            self.max_removed == other.max_removed
        )

    def __hash__(self) -> int:
        return hash((tuple(_key(s) for s in self.steps), self.max_removed))

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self.steps, self.max_removed)

    def __repr__(self) -> str:
        limit = "" if self.max_removed is None else f", max_removed={self.max_removed!r}"
        return f"Pipeline([{', '.join(_shown(s) for s in self.steps)}]{limit})"


class _Turn(NamedTuple):
    """A step as it is asked: by what it has to see first, if that is known, or at once."""

    number: int
    find: Finder
    sight: Sight | None
    lawful: bool  # whether find(strip(x)) == []


def _turn(number: int, step: Step) -> _Turn:
    find = finder_of(step) or functools.partial(_derived, step)
    return _Turn(number, find, _sight(step), _options(step)[0] in BUILT_IN)


def _sight(step: Step) -> Sight | None:
    """Return what a step has to see first, if it takes the options that it was given.

    A step with wrong ones is asked on every page, so that it says so on the first, whatever that shows.
    """
    sight = sight_of(step)
    if sight and _options(step)[1]:
        try:
            sight.beyond("", -1)
        except (TypeError, ValueError):
            return None
    return sight


def _derived(step: Step, text: str) -> Sequence[Edit]:
    """Return the edits of a step that states none, by comparing what comes out with what went in."""
    from govtext.derive import derive  # difflib, for steps of a user's own

    out = step(text)
    if not isinstance(out, str):
        raise TypeError(f"the step {_name(step)} gave {type(out).__name__}, not str")
    return derive(text, out, rule=_name(step).rpartition(".")[2])


def _nothing(_: str) -> Sequence[Edit]:
    """Stand in for a step that states no edits and has had its turn."""
    return ()


def _rebuild(steps: tuple[Step, ...], max_removed: float | None) -> Pipeline:
    return Pipeline(steps, max_removed=max_removed)


def _plain_options(step: Step) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for key, value in _options(step)[1].items():
        if key == "rules":
            plain[key] = [_plain_rule(rule) for rule in value]
        elif isinstance(value, str | int | float | None):
            plain[key] = value
        elif isinstance(value, tuple | list) and all(isinstance(v, str) for v in value):
            plain[key] = list(value)
        else:
            raise TypeError(f"the option {key}={value!r:.60} of {_name(step)} cannot be written as data")
    return plain


def _plain_rule(rule: Rule) -> dict[str, Any]:
    plain = {name: getattr(rule, name) for name in Rule._fields}
    return {k: list(v) if isinstance(v, tuple) else v for k, v in plain.items()}


def _loaded_rule(plain: Mapping[str, Any]) -> Rule:
    given: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in plain.items()}
    return Rule(**given)


def _loaded(key: str, value: Any) -> Any:
    if key == "rules":
        return tuple(_loaded_rule(rule) for rule in value)
    return tuple(value) if isinstance(value, list) else value


@functools.cache
def _default() -> Pipeline:
    return Pipeline.default()


def clean(text: str) -> str:
    """Return the article of a scraped Chinese page: pinyin, notices, furniture, footer, copies gone.

    The default pipeline; `Pipeline.default` takes options. Anything that is not surely noise stays. A
    page with nothing to clean comes back as the same object.

    Raises ``TypeError`` for anything that is not ``str``.

    >>> clean("知識產(chǎn)權(quán)是國家發(fā)展的戰(zhàn)略性資源。\\n蘇ICP備08106468號")
    '知识产权是国家发展的战略性资源。'
    """
    return _default()(text)


def explain(text: str) -> Result:
    """Return what `clean` gives together with the account of every character that left.

    >>> result = explain("知識產(chǎn)權(quán)")
    >>> result.text, [edit.rule for edit in result.edits if edit.kind == "pinyin"]
    ('知识产权', ['pinyin.toned', 'pinyin.toned'])
    """
    return _default().run(text)
