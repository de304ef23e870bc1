"""A footer in the making: the pieces that leave together, each with its reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from govtext.steps.footer_items import Item, Reading
    from govtext.steps.footer_page import Piece

__all__ = ["Block", "Member"]


class Member(NamedTuple):
    """A piece that is part of a block, with its reading."""

    piece: Piece
    reading: Reading

    @property
    def start(self) -> int:
        """Where the piece begins on the page."""
        return self.piece.start

    @property
    def end(self) -> int:
        """Where the piece ends on the page."""
        return self.piece.end


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring pieces that leave together, top to bottom, and the pieces that stopped it."""

    members: tuple[Member, ...]
    above: Piece | None
    below: Piece | None
    items: tuple[Item, ...]

    @property
    def start(self) -> int:
        """Where the block begins on the page."""
        return self.members[0].start

    @property
    def end(self) -> int:
        """Where the block ends on the page."""
        return self.members[-1].end

    def ids(self, *roles: str) -> set[str]:
        """Return the ids of the rules of these roles that the block matched."""
        return {item.rule.id for item in self.items if item.rule.role in roles}
