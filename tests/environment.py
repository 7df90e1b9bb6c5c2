"""The environment of every test: local defaults, nothing of the machine's own installation."""

import os
import tempfile
from urllib.parse import urlsplit

NAMES = "SECRET_KEY ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS HTTPS TRUSTED_PROXIES VAULT_KEYS TIME_ZONE"
for name in (*NAMES.split(), *(name for name in os.environ if name.startswith("FLEXPORTAL_"))):
    os.environ.pop(name, None)
    os.environ.pop(f"{name}_FILE", None)

os.environ["DEBUG"] = "on"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "sqlite:///test.sqlite3")
os.environ["REDIS_URL"] = os.environ.get("TEST_REDIS_URL", "")
os.environ["QUEUE_FILE"] = f"{tempfile.mkdtemp(prefix='recoup-')}/queue.sqlite3"
if os.environ["REDIS_URL"]:  # to clear a cache is to empty its database: each worker has its own
    redis = urlsplit(os.environ["REDIS_URL"])
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    path = f"/{int(redis.path.strip('/') or 0) + int(worker)}"
    os.environ["REDIS_URL"] = redis._replace(path=path).geturl()
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs a loop in the test's thread
