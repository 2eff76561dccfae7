"""Does the machine let the service work: its database, disk, cache, processes, backups and rights?"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from bot.backup import examine, last_backup
from bot.doctor.diagnosis import Diagnosis, of_sentence, user
from bot.machine.lock import LockedError, alone, in_use
from bot.machine.private import logs_of, why
from bot.machine.space import in_mib, space, there
from bot.store.store import StoreError

BACKUP_AT_LEAST = timedelta(days=2)  # a nightly one that failed once


def examine_database(database: Path) -> Diagnosis:
    """Is the database sound, and may whoever runs this write it?"""
    try:
        if not database.exists():
            return _to_be_made(database)
        if foreign := _of_somebody_else(database):
            return foreign
        examine(database)
    except StoreError as error:
        return of_sentence(error)
    except OSError as error:
        fix = f"Check the rights of {database.parent}."
        return Diagnosis(f"The database {database} cannot be looked at ({why(error)})", fix)
    return Diagnosis(f"The database {database} is sound and can be written: {in_mib(database.stat().st_size)}")


def _to_be_made(database: Path) -> Diagnosis:
    folder = there(database.parent)
    if not os.access(folder, os.W_OK | os.X_OK):
        fix = "Give the folder to the user that serves, or set BOT_DATABASE to another file."
        return Diagnosis(f"The database {database} cannot be made: {user()} may not write into {folder}", fix)
    return Diagnosis(f"There is no database yet; `race-equality serve` makes {database}")


def _of_somebody_else(database: Path) -> Diagnosis | None:
    """A log that root has left behind keeps the service from its own database."""
    if sys.platform == "win32":
        return None
    owner = database.stat().st_uid
    if os.geteuid() not in (0, owner):
        fix = "Run this as the user that serves, or give it all files there: chown"
        return Diagnosis(f"The database {database} belongs to another user than {user()}", fix)
    beside = (*logs_of(database), *database.parent.glob(f"{database.name}.*"))
    for file in (file for file in beside if file.exists() and file.stat().st_uid != owner):
        return Diagnosis(f"{file} belongs to another user", f"Run: chown --reference={database} {file}")
    return None


def examine_space(database: Path) -> Diagnosis:
    """Is there room for the next night and the next edits?"""
    try:
        room = space(database)
    except OSError as error:
        return Diagnosis(f"The free space on the disk cannot be seen ({why(error)})", "Check the folder's rights.")
    free, wanted = in_mib(room.free), in_mib(room.wanted)
    if room.is_scarce:
        what = f"The disk with {database.parent} has {free} left; backups, a restore and edits want {wanted}"
        return Diagnosis(what, "Free some space, or move the database to another disk.")
    return Diagnosis(f"The disk with {database.parent} has {free} left; {wanted} are wanted")


def examine_cache(folders: Sequence[Path]) -> Diagnosis:
    """Can what is fitted be kept, so that only the first start is slow?"""
    for folder in folders:
        if os.access(there(folder), os.W_OK | os.X_OK):
            return Diagnosis(f"What is fitted is kept in {folder}")
    where = f": {user()} may not write into {folders[0]}" if folders else ""
    return Diagnosis(f"What is fitted cannot be kept, so every start is slow{where}", "Check the rights of the folder.")


def examine_process(database: Path) -> tuple[bool, Diagnosis]:
    """Does a process serve the database now, and may there be one?"""
    if not database.with_name(f"{database.name}.lock").exists():
        return False, Diagnosis("No process serves this database now")
    try:
        with alone(database):
            return False, Diagnosis("No process serves this database now")
    except LockedError as error:
        if str(error) == str(in_use(database)):
            return True, Diagnosis("One process serves this database now; a second one would be refused")
        return False, of_sentence(error)


def examine_backup(database: Path, now: datetime) -> Iterator[Diagnosis]:
    """Was the database copied lately, if there is one?"""
    if not os.access(database, os.R_OK):
        return
    made = last_backup(database)
    if made is None or now - made > BACKUP_AT_LEAST:
        since = f"since {made:%Y-%m-%d}" if made else "yet"
        fix = "Set up a nightly one, as docs/running.md says, or run: race-equality backup FILE"
        yield Diagnosis(f"No backup was made {since}", fix)
    else:
        yield Diagnosis(f"The last backup was made at {made:%Y-%m-%d %H:%M} UTC")


def examine_user() -> Iterator[Diagnosis]:
    """Root may write everywhere, so that nothing can be seen of what the service may not."""
    if sys.platform != "win32" and os.geteuid() == 0:
        fix = "Run the doctor as the user that serves, as docs/running.md says."
        yield Diagnosis("This runs as root, so missing rights are not seen", fix)
