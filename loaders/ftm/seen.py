"""Which ids a file has had already: a hash table of fingerprints of 12 bytes, at most two thirds of it taken."""

from __future__ import annotations

from array import array

_MASK = 2**64 - 1
_CONTENT = 2**32 - 1


class Seen:
    """Ids with a fingerprint of what stood under them; two ids are taken for one with a chance of one in 10⁷ at a million."""

    def __init__(self, slots: int = 2**12) -> None:
        self._keys, self._contents = array("Q", bytes(8 * slots)), array("I", bytes(4 * slots))
        self._count = 0

    def __len__(self) -> int:
        """How many ids."""
        return self._count

    def before(self, key: object, content: object) -> bool | None:
        """None for a new id, which is remembered; True when the same stood under it before; False when something else did."""
        print_, said = (hash(key) & _MASK) or 1, hash(content) & _CONTENT
        at = self._slot(self._keys, print_)
        if self._keys[at]:
            return self._contents[at] == said
        self._keys[at], self._contents[at] = print_, said
        self._count += 1
        if self._count * 3 > len(self._keys) * 2:
            self._grow()
        return None

    def __contains__(self, key: object) -> bool:
        """Whether the id was met."""
        return bool(self._keys[self._slot(self._keys, (hash(key) & _MASK) or 1)])

    @staticmethod
    def _slot(keys: array[int], key: int) -> int:
        """Where a key stands or would stand (linear probing)."""
        mask = len(keys) - 1
        at = key & mask
        while (found := keys[at]) and found != key:
            at = (at + 1) & mask
        return at

    def _grow(self) -> None:
        keys, contents = array("Q", bytes(16 * len(self._keys))), array("I", bytes(8 * len(self._keys)))
        for key, content in zip(self._keys, self._contents, strict=True):
            if key:
                at = self._slot(keys, key)
                keys[at], contents[at] = key, content
        self._keys, self._contents = keys, contents
