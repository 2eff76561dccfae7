"""Where enquiries go and how long they are kept, as the settings say."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from bot.enquiries.attachments import FILE_MEGABYTES, FILE_TYPES, admitted
from bot.enquiries.draft import ALPHABET, REFERENCE_LENGTH
from bot.enquiries.leader import Channels
from bot.mail.server import MailServer, mail_server
from bot.privacy import ENQUIRIES_DAYS, GAPS_DAYS, SAVED_DAYS, VERSIONS_DAYS, Retention
from bot.settings import Settings
from handlers.context import Policy


def policy_of(settings: Settings, now: Callable[[], datetime]) -> Policy:
    """Where enquiries go and how long they are kept, as the settings say."""
    megabytes = settings.file_megabytes or FILE_MEGABYTES
    return Policy(
        channels=Channels(settings.staff_chat, mail=mail_server_of(settings) is not None),
        admins=settings.admins,
        retention=Retention(
            settings.retention_enquiries_days or ENQUIRIES_DAYS,
            settings.retention_versions_days or VERSIONS_DAYS,
            settings.retention_gaps_days or GAPS_DAYS,
            settings.retention_saved_days or SAVED_DAYS,
        ),
        now=now,
        admit=lambda file: admitted(file, settings.file_types or FILE_TYPES, megabytes * 1_000_000),
        reference=lambda: "".join(secrets.choice(ALPHABET) for _ in range(REFERENCE_LENGTH)),
    )


def mail_server_of(settings: Settings) -> MailServer | None:
    """Where enquiries go by e-mail, if they do."""
    if settings.smtp_url and settings.mail_from and settings.staff_email:
        clear = settings.smtp_allow_unencrypted
        return mail_server(settings.smtp_url, settings.mail_from, settings.staff_email, in_the_clear=clear)
    return None
