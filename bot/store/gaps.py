"""Questions that got no answer, and what replies may teach: kept without who asked."""

from __future__ import annotations

from datetime import date

from bot.store.records import Gap, How, Lesson, Why
from bot.store.rows import Rows

MOST_GAPS = 2000  # a flood of nonsense must not fill the disk


class GapRows(Rows):
    """Rows of gaps and lessons. `words` must be free of personal details before they come here."""

    def keep_gap(self, words: str, why: Why, entry: str | None, answer_key: str | None, day: date) -> None:
        """Count a question; one that was settled, but not as somebody else's, is open again."""
        same = "words = ? COLLATE NOCASE AND why = ? AND entry IS ?"
        found = self._values(Gap, "gap", same, [words, why, entry])
        if not found:
            row = {"words": words, "why": why, "entry": entry, "answer_key": answer_key, "times": 1, "asked": day}
            self._add("gap", row)
            self._keep_few()
            return
        opened = {} if found[0].how == "not_ours" else {"how": None, "answer": None, "settled": None}
        changed = {"times": found[0].times + 1, "asked": day, "answer_key": answer_key, **opened}
        self._change("gap", found[0].id, changed)

    def _keep_few(self) -> None:
        """The least asked and longest ago go first."""
        order = "SELECT id FROM gap ORDER BY times DESC, asked DESC, id DESC LIMIT -1 OFFSET ?"
        self._db.execute(f"DELETE FROM gap WHERE id IN ({order})", (MOST_GAPS,))  # noqa: S608 - both are ours

    def gaps(self) -> list[Gap]:
        """All, the most asked first, of these the last asked."""
        return self._values(Gap, "gap", "1", order_by="times DESC, asked DESC, id")

    def close_gap(self, id_: int, how: How, answer: str | None, day: date) -> None:
        """It is settled."""
        self._change("gap", id_, {"how": how, "answer": answer, "settled": day})

    def open_gap(self, id_: int) -> None:
        """It is not settled after all."""
        self._change("gap", id_, {"how": None, "answer": None, "settled": None})

    def drop_gap(self, id_: int) -> None:
        """Delete it."""
        self._db.table("gap").delete_where("id = ?", [id_])

    def forget_gaps(self, before: date) -> None:
        """Delete those that were last asked, or settled, before that day, and lessons that nobody decided on."""
        self._db.table("gap").delete_where("asked < ? AND IFNULL(settled, asked) < ?", [before.isoformat()] * 2)
        self._db.table("lesson").delete_where("made < ?", [before.isoformat()])

    def add_lesson(self, **row: object) -> int:
        """Its id."""
        return self._add("lesson", row)

    def lesson(self, id_: int) -> Lesson | None:
        """By id; None where somebody has decided, or the leader took the enquiry back."""
        return next(iter(self._values(Lesson, "lesson", "id = ?", [id_])), None)

    def lessons(self, enquiry: int) -> list[Lesson]:
        """All of an enquiry that nobody has decided on."""
        return self._values(Lesson, "lesson", "enquiry = ?", [enquiry], order_by="id")

    def drop_lesson(self, id_: int) -> bool:
        """Delete it, and its words where it waits to be applied; was it there?"""
        self._db.execute("UPDATE proposal SET files = '{}' WHERE json_extract(about, '$.lesson') = ?", (id_,))
        return bool(self._db.execute("DELETE FROM lesson WHERE id = ?", (id_,)).rowcount)
