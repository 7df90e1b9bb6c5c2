"""The bench's settings, with Django's admin beside the product, and queries told on request."""

from config.settings import INSTALLED_APPS, MIDDLEWARE
from tests.bench.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin"]
MIDDLEWARE = ["tests.bench.portfolio.queries.tell_queries", *MIDDLEWARE]
ROOT_URLCONF = "tests.bench.portfolio.urls"
