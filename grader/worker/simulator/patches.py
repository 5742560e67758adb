"""What was changed in torch, and how to put it back."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any

_ABSENT = object()


class Patches:
    """Attributes and entries set in foreign objects; `undo` restores them, last change first."""

    def __init__(self) -> None:
        self._undo: list[Callable[[], None]] = []

    def set(self, owner: Any, name: str, value: Any) -> None:
        """Set ``owner.name``; inherited attributes are shadowed, and bare again after `undo`."""
        before = vars(owner).get(name, _ABSENT)
        setattr(owner, name, value)
        self._undo.append(lambda: delattr(owner, name) if before is _ABSENT else setattr(owner, name, before))

    def replace(self, owner: Any, name: str, value: Any) -> None:
        """Set ``owner.name`` if torch, in this version, has that attribute."""
        if hasattr(owner, name):
            self.set(owner, name, value)

    def entry(self, mapping: MutableMapping[Any, Any], key: Any, value: Any) -> None:
        """Set ``mapping[key]``."""
        before = mapping.get(key, _ABSENT)
        mapping[key] = value

        def restore() -> None:
            if before is _ABSENT:
                mapping.pop(key, None)
            else:
                mapping[key] = before

        self._undo.append(restore)

    def undo(self) -> None:
        """Put everything back."""
        while self._undo:
            self._undo.pop()()
