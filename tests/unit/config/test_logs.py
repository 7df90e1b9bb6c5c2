"""A log line is JSON, and nothing that looks like a key stays in it."""

import json
import logging
import sys

from config.logs import JsonFormatter


def line(message: str, *args: object, failing: bool = False) -> dict[str, str]:
    error = sys.exc_info() if failing else None
    record = logging.LogRecord("recoup", logging.WARNING, "x.py", 1, message, args, error)
    told: dict[str, str] = json.loads(JsonFormatter().format(record))
    return told


def test_a_line_says_when_who_and_what() -> None:
    told = line("%s knocked", "Ünal")
    assert (told["level"], told["logger"], told["message"]) == ("warning", "recoup", "Ünal knocked")
    assert told["at"].endswith("+00:00")


def test_keys_are_masked_in_message_and_traceback() -> None:
    try:
        raise ValueError("Bearer abc.def refused, pk_live_not_a_secret too")
    except ValueError:
        told = line("key=%s", "pk_test_not_a_secret", failing=True)
    assert told["message"] == "key=pk_test_[masked]"
    assert "Bearer [masked] refused" in told["traceback"]
    assert "not_a_secret" not in "".join(told.values())
