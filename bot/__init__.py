"""The assistant itself, without Telegram: what it remembers, says and is set to."""
