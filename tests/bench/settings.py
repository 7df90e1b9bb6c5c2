"""Production's settings, with the bare page beside the product and static files out of the way."""

import os
from pathlib import Path

from config.settings import *  # noqa: F403
from config.settings import TEMPLATES

FOLDER = Path(os.environ["BENCH_FOLDER"])
STATIC_ROOT = FOLDER / "static"
ROOT_URLCONF = "tests.bench.urls"
TEMPLATES = [TEMPLATES[0] | {"DIRS": [*TEMPLATES[0]["DIRS"], FOLDER]}]
