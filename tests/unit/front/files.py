"""Where the front end lives, read once for its tests."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "static"
VENDOR = STATIC / "vendor"
TEMPLATES = tuple(sorted((ROOT / "templates").rglob("*.html")))
STYLES = tuple(sorted((STATIC / "css").glob("*.css")))
SCRIPTS = tuple(sorted((STATIC / "js").glob("*.js")))
SPRITE = frozenset(re.findall(r'<symbol id="([^"]+)"', (STATIC / "img/icons.svg").read_text()))
