"""Keeps which names are one thing: groups that grow by union, unless two of their names must stay apart."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)


class Groups(Generic[Item]):
    """Disjoint groups of items, and pairs that may never share one."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._root: dict[Item, Item] = {}
        self._members: dict[Item, list[Item]] = {}
        self._apart: dict[Item, set[Item]] = {}
        for item in items:
            self.add(item)

    def add(self, item: Item) -> None:
        """Start a group of one, unless the item is known."""
        if item not in self._root:
            self._root[item] = item
            self._members[item] = [item]

    def keep_apart(self, one: Item, other: Item) -> None:
        """Forbid that the two ever share a group."""
        if one == other:
            return
        self._apart.setdefault(one, set()).add(other)
        self._apart.setdefault(other, set()).add(one)

    def root(self, item: Item) -> Item:
        """The item that stands for the group."""
        return self._root[item]

    def members(self, item: Item) -> tuple[Item, ...]:
        """Every item of the group, in the order they came."""
        return tuple(self._members[self._root[item]])

    def may_join(self, one: Item, other: Item) -> bool:
        """Whether no pair across the two groups has to stay apart."""
        left, right = self._members[self._root[one]], self._members[self._root[other]]
        small, large = sorted((left, right), key=len)
        root = self._root[large[0]]
        apart = (stranger for item in small for stranger in self._apart.get(item, ()))
        return not any(self._root.get(stranger) == root for stranger in apart)

    def join(self, one: Item, other: Item) -> bool:
        """Make two groups one; False where a pair has to stay apart."""
        left, right = self._root[one], self._root[other]
        if left == right:
            return True
        if not self.may_join(one, other):
            return False
        if len(self._members[left]) < len(self._members[right]):
            left, right = right, left
        moved = self._members.pop(right)
        self._members[left].extend(moved)
        for item in moved:
            self._root[item] = left
        return True

    def all(self) -> list[tuple[Item, ...]]:
        """Every group."""
        return [tuple(members) for members in self._members.values()]
