"""Questions that got no answer, and what replies may teach: kept without who asked."""

from __future__ import annotations

from datetime import date

from bot.store.records import Gap, How, Lesson, Why
from bot.store.rows import Rows

MOST_GAPS = 2000  # a flood of nonsense must not fill the disk


class GapRows(Rows):
    """Questions that got no answer. `words` must be free of personal details before they come here."""

    def add(
        self,
        words: str,
        why: Why,
        entry: str | None,
        answer_key: str | None,
        day: date,
        *,
        first: bool = True,
        may_begin: bool = True,
    ) -> bool:
        """Count a question; one that was settled, but not as somebody else's, is open again. Is it a new one?

        It counts once for each person: `first` is false where the same one asks again. Who adds too many new ones may
        not `begin` another, so that nobody pushes out what others asked.
        """
        same = "words = ? COLLATE NOCASE AND why = ? AND entry IS ?"
        same_gaps = self._values(Gap, "gap", same, [words, why, entry])
        if not same_gaps:
            if may_begin:
                row = {"words": words, "why": why, "entry": entry, "answer_key": answer_key, "times": 1, "asked": day}
                self._add("gap", row)
                self._keep_few()
            return may_begin
        opened = {} if same_gaps[0].how == "not_ours" else {"how": None, "answer": None, "settled": None}
        changed = {"times": same_gaps[0].times + first, "asked": day, "answer_key": answer_key, **opened}
        self._change("gap", same_gaps[0].id, changed)
        return False

    def _keep_few(self) -> None:
        """The least asked and longest ago go first."""
        order = "SELECT id FROM gap ORDER BY times DESC, asked DESC, id DESC LIMIT -1 OFFSET ?"
        self._db.execute(f"DELETE FROM gap WHERE id IN ({order})", (MOST_GAPS,))  # noqa: S608 - both are ours

    def all(self) -> list[Gap]:
        """All gaps, the most asked first, of these the last asked."""
        return self._values(Gap, "gap", "1", order_by="times DESC, asked DESC, id")

    def open_count(self) -> int:
        """How many are not settled."""
        return int(self._db.table("gap").count_where("how IS NULL"))

    def close(self, id_: int, how: How, answer: str | None, day: date) -> None:
        """Settle a gap, with what settles it."""
        self._change("gap", id_, {"how": how, "answer": answer, "settled": day})

    def reopen(self, id_: int) -> None:
        """Unsettle a gap after all."""
        self._change("gap", id_, {"how": None, "answer": None, "settled": None})

    def delete(self, id_: int) -> None:
        """Delete a gap."""
        self._db.table("gap").delete_where("id = ?", [id_])

    def forget_before(self, day: date) -> None:
        """Delete gaps that were last asked, or settled, before that day."""
        self._db.table("gap").delete_where("asked < ? AND IFNULL(settled, asked) < ?", [day.isoformat()] * 2)


class LessonRows(Rows):
    """What replies may teach, until an administrator decides."""

    def add(self, **row: object) -> int:
        """Insert a lesson; returns its id."""
        return self._add("lesson", row)

    def by_id(self, id_: int) -> Lesson | None:
        """The lesson of that id; None where somebody has decided, or the leader took the enquiry back."""
        return next(iter(self._values(Lesson, "lesson", "id = ?", [id_])), None)

    def of_enquiry(self, enquiry: int) -> list[Lesson]:
        """All lessons of an enquiry that nobody has decided on."""
        return self._values(Lesson, "lesson", "enquiry = ?", [enquiry], order_by="id")

    def delete(self, id_: int) -> bool:
        """Delete a lesson, and its words where it waits to be applied; was it there?"""
        self._db.execute("UPDATE proposal SET files = '{}' WHERE json_extract(about, '$.lesson') = ?", (id_,))
        return bool(self._db.execute("DELETE FROM lesson WHERE id = ?", (id_,)).rowcount)

    def forget_before(self, day: date) -> None:
        """Delete lessons that were made before that day: nobody decided on them."""
        self._db.table("lesson").delete_where("made < ?", [day.isoformat()])
