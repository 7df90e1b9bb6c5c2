"""The environment of every test: local defaults, nothing of the machine's own installation."""

import os
import tempfile

NAMES = "SECRET_KEY ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS HTTPS TRUSTED_PROXIES VAULT_KEYS TIME_ZONE"
for name in (*NAMES.split(), *(name for name in os.environ if name.startswith("FLEXPORTAL_"))):
    os.environ.pop(name, None)
    os.environ.pop(f"{name}_FILE", None)

os.environ["DEBUG"] = "on"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "sqlite:///test.sqlite3")
os.environ["REDIS_URL"] = os.environ.get("TEST_REDIS_URL", "")
os.environ["QUEUE_FILE"] = f"{tempfile.mkdtemp(prefix='recoup-')}/queue.sqlite3"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs a loop in the test's thread
