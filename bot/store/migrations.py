"""The history of the database's schema, oldest first. What stands here was applied somewhere: add, never change.

AUTOINCREMENT, because a number that is given again would tie what is left of one enquiry to somebody else's.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("race-equality")


@migrations()
def updates_and_sends(db: Database) -> None:
    """What came in and is not handled, and what is to go out and has not arrived."""
    db.execute("CREATE TABLE inbox (id INTEGER PRIMARY KEY, body TEXT NOT NULL, at TEXT NOT NULL)")
    db.execute("CREATE TABLE seen (id INTEGER PRIMARY KEY, at TEXT NOT NULL)")
    db.execute("CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    db.execute("""
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT, chat INTEGER NOT NULL, kind TEXT NOT NULL,
            enquiry INTEGER, message INTEGER, part INTEGER NOT NULL, body TEXT NOT NULL,
            tried INTEGER NOT NULL, at TEXT NOT NULL
        )
    """)
    db.execute("CREATE INDEX outbox_lane ON outbox (chat, id)")


@migrations()
def enquiries(db: Database) -> None:
    """Enquiries, what was said in them, where it was posted, and those that are being written."""
    db.execute("""
        CREATE TABLE enquiry (
            id INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT NOT NULL UNIQUE, leader INTEGER,
            appear TEXT NOT NULL, name TEXT, trust TEXT, email TEXT, reason TEXT, question TEXT,
            state TEXT NOT NULL, awaiting INTEGER NOT NULL, opened TEXT NOT NULL, due TEXT, last TEXT NOT NULL,
            claimed_by TEXT, claimed_at TEXT, topic INTEGER, words_key TEXT
        )
    """)
    db.execute("CREATE INDEX enquiry_leader ON enquiry (leader)")
    db.execute("""
        CREATE TABLE message (
            id INTEGER PRIMARY KEY AUTOINCREMENT, enquiry INTEGER NOT NULL REFERENCES enquiry (id),
            side TEXT NOT NULL, first INTEGER NOT NULL, heading TEXT, words TEXT NOT NULL,
            kind TEXT, file TEXT, file_name TEXT, file_size INTEGER,
            chat INTEGER NOT NULL, post INTEGER NOT NULL, edited INTEGER NOT NULL, at TEXT NOT NULL
        )
    """)
    db.execute("CREATE INDEX message_enquiry ON message (enquiry)")
    db.execute("CREATE INDEX message_post ON message (chat, post)")
    db.execute("""
        CREATE TABLE post (
            chat INTEGER NOT NULL, post INTEGER NOT NULL, enquiry INTEGER NOT NULL, message INTEGER,
            part INTEGER NOT NULL, role TEXT NOT NULL, PRIMARY KEY (chat, post)
        )
    """)
    db.execute("CREATE INDEX post_enquiry ON post (enquiry)")
    db.execute("CREATE TABLE draft (leader INTEGER PRIMARY KEY, body TEXT NOT NULL, at TEXT NOT NULL)")


@migrations()
def versions(db: Database) -> None:
    """Every version of the knowledge, changes that wait for an administrator's word, and what they were handed."""
    db.execute("CREATE TABLE file_text (hash TEXT PRIMARY KEY, body BLOB NOT NULL)")
    db.execute("""
        CREATE TABLE version (
            id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL,
            what TEXT NOT NULL, texts TEXT NOT NULL, broke TEXT NOT NULL, undo INTEGER NOT NULL
        )
    """)
    db.execute("""
        CREATE TABLE proposal (
            id INTEGER PRIMARY KEY AUTOINCREMENT, person INTEGER NOT NULL, base TEXT NOT NULL, files TEXT NOT NULL,
            undo INTEGER NOT NULL, broken INTEGER NOT NULL, document INTEGER, at TEXT NOT NULL
        )
    """)
    db.execute("""
        CREATE TABLE handed (
            chat INTEGER NOT NULL, post INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
            digest TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (chat, post)
        )
    """)


@migrations()
def gaps(db: Database) -> None:
    """Questions that got no answer, without who asked; and what replies may teach, until an administrator decides.

    A proposal may settle some of either.
    """
    db.execute("ALTER TABLE proposal ADD COLUMN about TEXT")
    db.execute("""
        CREATE TABLE gap (
            id INTEGER PRIMARY KEY AUTOINCREMENT, words TEXT NOT NULL, why TEXT NOT NULL, entry TEXT, answer_key TEXT,
            times INTEGER NOT NULL, asked TEXT NOT NULL, how TEXT, answer TEXT, settled TEXT
        )
    """)
    db.execute("""
        CREATE TABLE lesson (
            id INTEGER PRIMARY KEY AUTOINCREMENT, enquiry INTEGER NOT NULL REFERENCES enquiry (id),
            kind TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, made TEXT NOT NULL
        )
    """)


@migrations()
def tallies(db: Database) -> None:
    """What was asked for in each week, as numbers."""
    db.execute("""
        CREATE TABLE tally (
            week TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY (week, kind, key)
        ) WITHOUT ROWID
    """)


@migrations()
def files_of_the_anonymous(db: Database) -> None:
    """By which Telegram knows the same file again; the names of files of those who stay anonymous are not kept."""
    db.execute("ALTER TABLE message ADD COLUMN file_unique TEXT")
    db.execute("""
        UPDATE message SET file_name = NULL
        WHERE side = 'leader' AND enquiry IN (SELECT id FROM enquiry WHERE appear = 'anonymous')
    """)


@migrations()
def origins(db: Database) -> None:
    """Whose words a message forwards, and what it answers."""
    db.execute("ALTER TABLE message ADD COLUMN whose TEXT")
    db.execute("ALTER TABLE message ADD COLUMN answers TEXT")


@migrations()
def reading_lists(db: Database) -> None:
    """Which resources a leader has saved; the reference names the list where it is noted that it was deleted."""
    db.execute("""
        CREATE TABLE saved (
            leader INTEGER PRIMARY KEY, reference TEXT NOT NULL, resources TEXT NOT NULL, used TEXT NOT NULL
        )
    """)


@migrations()
def numbers(db: Database) -> None:
    """What typed numbers stand for, sealed, so that they do so after a restart too."""
    db.execute("""
        CREATE TABLE numbers (
            whom TEXT PRIMARY KEY, stand_for TEXT NOT NULL, after INTEGER NOT NULL, at TEXT NOT NULL
        )
    """)


@migrations()
def shared_work(db: Database) -> None:
    """Until which day an enquiry is put off, and in which other it goes on."""
    db.execute("ALTER TABLE enquiry ADD COLUMN snoozed TEXT")
    db.execute("ALTER TABLE enquiry ADD COLUMN joined INTEGER")


@migrations()
def closed_topics(db: Database) -> None:
    """Whether the topic of an enquiry is closed in the staff chat, as far as is known."""
    db.execute("ALTER TABLE enquiry ADD COLUMN topic_closed INTEGER NOT NULL DEFAULT 0")


@migrations()
def closing(db: Database) -> None:
    """Whether the team has seen an enquiry, and whether it helped, as its writer said."""
    db.execute("ALTER TABLE enquiry ADD COLUMN seen INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE enquiry ADD COLUMN helped TEXT")


@migrations()
def begun(db: Database) -> None:
    """What an administrator has begun to make step by step; `update_id` is the update that asked for the next step.

    It `listens` while what is typed next is for it.
    """
    db.execute("""
        CREATE TABLE begun (
            chat INTEGER PRIMARY KEY, body TEXT NOT NULL, update_id INTEGER NOT NULL, listens INTEGER NOT NULL,
            at TEXT NOT NULL
        )
    """)


@migrations()
def reviews(db: Database) -> None:
    """Which text of the knowledge an administrator has confirmed, who, and when."""
    db.execute(
        "CREATE TABLE review (entry TEXT PRIMARY KEY, who TEXT NOT NULL, digest TEXT NOT NULL, at TEXT NOT NULL)"
    )


@migrations()
def accesses(db: Database) -> None:
    """Who looked at what is kept of somebody, or erased it."""
    db.execute("""
        CREATE TABLE access (
            id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, did TEXT NOT NULL,
            what TEXT NOT NULL
        )
    """)
