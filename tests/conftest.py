"""The cast, the sealed network and a running sandbox."""

from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime
from fcntl import LOCK_EX, flock
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db.models.signals import post_migrate
from django.test import Client
from pytest_django.fixtures import Settings

from customers.sandbox.sandbox import Sandbox
from customers.sandbox.server import SandboxServer, served
from tests.together import Together

PASSWORD = "correct horse battery staple"
SignIn = Callable[[User], Client]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    """Give out tests as `tests.together` says."""
    return Together(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that could not run has failed."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
    return report


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Keep SQLite in a file, as the product does: threads and processes share it for real."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("db") / "recoup.sqlite3")
        # no test pulls the plug: waiting for the disk is half of the suite's time
        start = database["OPTIONS"]["init_command"]
        database["OPTIONS"]["init_command"] = f"{start}; PRAGMA synchronous=OFF"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Nobody asks for permissions: to make them anew is most of what emptying tables costs."""
    post_migrate.receivers = []


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """Hash passwords in no time; production's hasher is slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest) -> Iterator[None]:
    """Forget what a test counted, wherever no rollback does: in Redis, and in a flushed database.

    The cache's table is no model's, so that flushing leaves it as it is.
    """
    mark = request.node.get_closest_marker("django_db")
    flushed = {"live_server", "transactional_db"} & set(request.fixturenames)
    lasting = bool(flushed or (mark and mark.kwargs.get("transaction")))
    if lasting:
        request.getfixturevalue("transactional_db")
    if lasting or django_settings.REDIS_URL:
        cache.clear()
    yield
    if lasting:
        cache.clear()


@pytest.fixture(scope="module")
def _static_files_alone() -> Iterator[None]:
    """Nobody else collects static files into the project's folder meanwhile."""
    with (Path(gettempdir()) / "recoup-static-files.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield


@pytest.fixture
def owner(db: None) -> User:
    """The user whose connections a test looks at."""
    return User.objects.create_user("owner", "owner@recoup.example", PASSWORD)


@pytest.fixture
def colleague(db: None) -> User:
    """A user with a connection of their own to the same tenant."""
    return User.objects.create_user("colleague", "colleague@recoup.example", PASSWORD)


@pytest.fixture
def outsider(db: None) -> User:
    """A user with no connection to the tenant."""
    return User.objects.create_user("outsider", "outsider@recoup.example", PASSWORD)


@pytest.fixture
def sign_in() -> SignIn:
    """Return a browser that a user is signed in with."""

    def signed_in(user: User) -> Client:
        browser = Client()
        browser.force_login(user)
        return browser

    return signed_in


@pytest.fixture(scope="session")
def sandbox_server() -> Iterator[SandboxServer]:
    """The one address of all sandboxes; to start and stop it for each test takes a while."""
    with served(Sandbox(datetime.now(UTC).date())) as server:
        yield server


@pytest.fixture
def sandbox(settings: Settings, sandbox_server: SandboxServer) -> Sandbox:
    """A stand-in FlexPortal on loopback that every region points to, and nobody has used yet."""
    fresh = Sandbox(datetime.now(UTC).date(), customers=50)
    fresh.url = sandbox_server.sandbox.url
    sandbox_server.sandbox = fresh
    settings.FLEXPORTAL_REGIONS = dict.fromkeys(("eu", "us", "qa"), fresh.url)
    return fresh


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root folder."""
    return Path(__file__).resolve().parent.parent
