"""Replies to records, or a named error: pure, and the only place with wire spellings."""
