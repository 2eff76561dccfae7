"""Versions that outlive the process; their texts are read when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.store.records import Version
from bot.store.store import Store


@dataclass(frozen=True, slots=True)
class StoredVersions:
    """Versions in the database, for any thread."""

    store: Store

    def save(self, version: Version) -> None:
        """Keep one more version; raises `StoreError`."""
        self.store.alone(lambda store: store.versions.add(version))

    def history(self) -> Sequence[Version]:
        """All versions that are kept, newest first; raises `StoreError`."""
        found = self.store.alone(lambda store: list(store.versions.all()))
        return [replace(version, texts=_Texts(hashes, self._text)) for version, hashes in found]

    def _text(self, hash_: str) -> str:
        return self.store.alone(lambda store: store.versions.text(hash_))


@dataclass(frozen=True, eq=False)
class _Texts(Mapping[str, str]):
    hashes: Mapping[str, str]
    read: Callable[[str], str]

    def __getitem__(self, name: str) -> str:
        return self.read(self.hashes[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.hashes)

    def __len__(self) -> int:
        return len(self.hashes)
