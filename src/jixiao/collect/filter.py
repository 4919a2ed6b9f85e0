"""--include and --exclude: which files and units are taken, by patterns with * and ?."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from jixiao.collect.choose import Unused
from jixiao.collect.model import Entry, Read


@dataclass(frozen=True, slots=True)
class Sieve:
    """Patterns over file names (with or without folders), units and projects; no `include` takes everything."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def reason(self, words: Sequence[str]) -> str | None:
        """Why something known by these words is left out; None where it is taken."""
        hit = _matching(self.exclude, words)
        if hit:
            return f"按 --exclude {hit} 排除。"
        if self.include and not _matching(self.include, words):
            return f"不在 --include {'、'.join(self.include)} 之内。"
        return None


def filtered(reads: Sequence[Read], sieve: Sieve) -> tuple[list[Read], list[Unused]]:
    """What is taken, and what was left out with the reason."""
    if not sieve.include and not sieve.exclude:
        return list(reads), []
    taken: list[Read] = []
    out: list[Unused] = []
    for read in reads:
        kept: list[Entry] = []
        for entry in read.entries:
            form = entry.form
            reason = sieve.reason(
                [*_names(entry.archive_path), form.unit or "", form.department or "", form.project or ""]
            )
            if reason is None:
                kept.append(entry)
            else:
                out.append(Unused(entry.archive_path, "excluded", reason, form.project, form.unit))
        reason = None if read.entries else sieve.reason(_names(read.archive_path))
        if reason is None:
            taken.append(replace(read, entries=tuple(kept)))
        else:
            out.append(Unused(read.archive_path, "excluded", reason))
    return taken, out


def _names(archive_path: Sequence[str]) -> list[str]:
    return [*archive_path, *(name.rpartition("/")[2] for name in archive_path)]


def _matching(patterns: Sequence[str], words: Sequence[str]) -> str | None:
    return next((pattern for pattern in patterns if any(fnmatchcase(word, pattern) for word in words)), None)
