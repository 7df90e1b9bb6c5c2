"""One line of JSON for each thing worth telling, on standard error."""

import json
import logging
import re
from datetime import UTC, datetime

SECRETS = re.compile(r"\b(pk_(?:live|test)_|Bearer\s+)[^\s\"'\\,}]+")


class JsonFormatter(logging.Formatter):
    """Formats a record with its moment (UTC), level, logger, message and traceback.

    Whatever looks like an API key is masked: the last belt, since no key should come this far.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return SECRETS.sub(r"\1[masked]", json.dumps(line, ensure_ascii=False))
