"""Telegram in, Telegram out."""
