"""Which tests one process runs: what they stand on takes long to make, or has room for one."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "tests/contract/history/": "the thousand customers",
    "tests/contract/money/": "the thousand customers",
    "tests/contract/panels/": "the thousand customers",
    "tests/integration/config/test_demo.py": "the static files",
    "tests/integration/security/test_production.py": "the static files",
}
"""What a test's address begins with, and what it shares with others."""


class Together(LoadScopeScheduling):
    """Every test by itself, to whoever is free; the largest groups first.

    The groups that pytest-xdist knows by a mark are lost on pytest 9.2, which keeps its names.
    """

    def _split_scope(self, nodeid: str) -> str:
        shared = (group for start, group in TOGETHER.items() if nodeid.startswith(start))
        return next(shared, nodeid)
