"""What a step is: any ``str -> str`` callable, and how its finder is known.

A pipeline is a list of plain callables. A callable that also has an attribute ``find`` (``text ->
list of edits``) is explained exactly; for any other one the pipeline compares its input and output.
The steps of govtext are ordinary functions, so the decorator `explained_by` puts the finder on them,
and `functools.partial` is how a step carries options: ``partial(strip_paywall, gap="")``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from govtext.edits import Edit

if TYPE_CHECKING:
    from govtext.look import Look

__all__ = ["Finder", "Sight", "Step", "ensure_text", "explained_by", "finder_of", "sight_of"]

Step = Callable[[str], str]
Finder = Callable[[str], Sequence[Edit]]
F = TypeVar("F", bound=Callable[..., str])


def explained_by(finder: Callable[..., Sequence[Edit]], *, seeing: Sight | None = None) -> Callable[[F], F]:
    """Decorate a step with its finder: both take the text and the same keyword options.

    ``seeing`` says what the finder has to see first, so that a pipeline can look for several steps at once.
    """

    def mark(step: F) -> F:
        step.find = finder  # type: ignore[attr-defined]
        step.seeing = seeing  # type: ignore[attr-defined]
        return step

    return mark


class Sight(NamedTuple):
    """What a step looks for first, and what it finds in a text from where that stands for the first time on.

    ``look`` is a function, for most texts need no look made. With rules of one's own it does not hold.
    """

    look: Callable[[], Look]
    beyond: Callable[..., Sequence[Edit]]  # (text, place, options as the finder takes them)


def finder_of(step: Step) -> Finder | None:
    """Return the finder of a step, with the options of a ``partial`` bound; ``None`` if it has none.

    >>> from govtext.steps.whitespace import normalize_whitespace
    >>> finder_of(normalize_whitespace).__name__
    'find_whitespace'
    >>> finder_of(str.upper) is None
    True
    """
    find = getattr(step, "find", None)
    if callable(find) and not isinstance(step, type):
        return cast("Finder", find)
    if isinstance(step, functools.partial):
        inner: Any = finder_of(step.func)
        if inner is not None:
            return functools.partial(inner, *step.args, **step.keywords)
    return None


def sight_of(step: Step) -> Sight | None:
    """Return what a step has to see first, with the options of a ``partial`` bound; ``None``: who knows."""
    if isinstance(step, functools.partial):
        inner = None if step.args or "rules" in step.keywords else sight_of(step.func)
        return inner and Sight(inner.look, functools.partial(inner.beyond, **step.keywords))
    sight = getattr(step, "seeing", None)
    return sight if isinstance(sight, Sight) else None


def ensure_text(value: object) -> None:
    """Raise a ``TypeError`` that names what came instead of text.

    >>> ensure_text(b"page")
    Traceback (most recent call last):
    ...
    TypeError: govtext cleans str, not bytes: decode first, e.g. data.decode("utf-8") or "gb18030"
    """
    if isinstance(value, str):
        return
    name = type(value).__name__
    if isinstance(value, bytes | bytearray | memoryview):
        raise TypeError(
            f'govtext cleans str, not {name}: decode first, e.g. data.decode("utf-8") or "gb18030"'
        )
    raise TypeError(f"govtext cleans str, not {name}: {value!r:.60}")
