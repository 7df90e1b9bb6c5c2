"""`make demo`: the product, its worker and the sandbox side by side on loopback, until Ctrl-C.

Everything it keeps lies in `demo/`; a real installation's environment and database stay untouched.
"""

import base64
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from customers.sandbox import cast  # noqa: E402  # the path has to be known first

HOST = "127.0.0.1"
USERNAME = "demo"
START_SECONDS = 60.0
STOP_SECONDS = 10.0
TO_TRY = {
    cast.MARIEKE: "five devices and a long name",
    cast.EXAMPLE_FLAT: "the example of FlexPortal's documentation",
    cast.AT_RISK: "at risk: more than half of the time gone, less than half paid back",
}


def main() -> None:
    """Prepare, start all three, say how to get in, and wait for the end."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGHUP, _stop)
    port, sandbox_port = _port("PORT", 8000), _port("SANDBOX_PORT", 8001)
    kept = _kept_secrets(ROOT / "demo" / "secrets.json")
    environment = _environment(kept, sandbox_port)
    with ExitStack() as stack:
        sandbox = [sys.executable, "manage.py", "run_sandbox", "--port", str(sandbox_port)]
        running = [stack.enter_context(_running(sandbox, environment, sandbox_port))]
        _prepare(environment, kept["password"])
        running.append(stack.enter_context(_running(_gunicorn(port), environment, port)))
        worker = [sys.executable, "manage.py", "run_huey"]
        running.append(stack.enter_context(_running(worker, environment)))
        _manage(environment, "sync_tenant", "--all", "--start")
        _say_hello(port, sandbox_port, kept["password"])
        while all(server.poll() is None for server in running):
            time.sleep(0.5)
        raise SystemExit("One of the three processes stopped by itself; see above.")


def _stop(signum: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _port(name: str, default: int) -> int:
    """Return the port that a variable names, once nobody else listens there."""
    text = os.environ.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise SystemExit(f"{name} is not a port: {text!r}. Example: make demo {name}={default}")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError as problem:
            hint = f"Choose another one: make demo {name}={int(text) % 65000 + 10}"
            raise SystemExit(f"Port {text} cannot be used ({problem.strerror}). {hint}") from None
    return int(text)


def _kept_secrets(path: Path) -> dict[str, str]:
    """Return the demo's own secrets, made at the first start and readable by their owner only."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if not path.exists():
        fresh = {
            "secret_key": secrets.token_urlsafe(64),
            "vault_key": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            "password": secrets.token_urlsafe(12),
        }
        draft = path.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(fresh), encoding="utf-8")
        draft.replace(path)
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def _environment(kept: Mapping[str, str], sandbox_port: int) -> dict[str, str]:
    """Return the environment of all of them: production's settings, over http on loopback."""
    database = Path(os.environ.get("DEMO_DB") or ROOT / "demo" / "db.sqlite3").resolve()
    sandbox = f"http://{HOST}:{sandbox_port}"
    regions = ",".join(f"{tenant.region}={sandbox}" for tenant in cast.TENANTS)
    return {
        "PATH": os.environ.get("PATH", ""),
        "HOME": os.environ.get("HOME", ""),
        "LANG": os.environ.get("LANG", "C.UTF-8"),
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "off",
        "HTTPS": "off",
        "SECRET_KEY": kept["secret_key"],
        "VAULT_KEYS": kept["vault_key"],
        "ALLOWED_HOSTS": f"{HOST},localhost",
        "TRUSTED_PROXIES": "",
        "DATABASE_URL": f"sqlite:///{database}",
        "FLEXPORTAL_REGIONS": regions,
    }


def _gunicorn(port: int) -> list[str]:
    config = ["--config", "deploy/gunicorn.conf.py", "--log-level", "warning"]
    return [sys.executable, "-m", "gunicorn", *config, "--bind", f"{HOST}:{port}"]


def _prepare(environment: Mapping[str, str], password: str) -> None:
    """Bring database and static files up to date, then make the user and the connections."""
    _manage(environment, "migrate", "--verbosity", "0")
    _manage(environment, "collectstatic", "--noinput", "--verbosity", "0")
    user = [sys.executable, str(Path(__file__).with_name("demo_user.py")), USERNAME]
    _run(user, environment, password)
    for tenant in cast.TENANTS:
        where = ("--region", tenant.region, "--tenant-id", tenant.tenant_id)
        _manage(environment, "connect_tenant", USERNAME, *where, "--name", tenant.name,
                said=tenant.key)  # fmt: skip


def _manage(environment: Mapping[str, str], *words: str, said: str = "") -> None:
    _run([sys.executable, "manage.py", *words], environment, said)


def _run(command: Sequence[str], environment: Mapping[str, str], said: str) -> None:
    """Run a command to its end with `said` on its standard input; stop with what it complains."""
    done = subprocess.run(  # noqa: S603  # our own words only
        command, cwd=ROOT, env=environment, input=said, text=True, capture_output=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)


@contextmanager
def _running(
    command: Sequence[str], environment: Mapping[str, str], port: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server with all its children until the block ends; with a port, once it answers."""
    server = subprocess.Popen(  # noqa: S603  # our own words only
        command, cwd=ROOT, env=environment, start_new_session=True
    )
    try:
        if port is not None:
            _wait_until_it_answers(server, port)
        yield server
    finally:
        _end(server)


def _wait_until_it_answers(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"Nothing answers on port {port}; see above.")


def _end(server: subprocess.Popen[bytes]) -> None:
    """Ask the server's whole process group to stop, and make it stop if it does not."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(server.pid, sign)
            server.wait(STOP_SECONDS)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def _say_hello(port: int, sandbox_port: int, password: str) -> None:
    ids = "\n".join(f"    {customer_id:<22}{story}" for customer_id, story in TO_TRY.items())
    sys.stdout.write(
        f"\n  Recoup   http://{HOST}:{port}/\n"
        f"  Sign in  {USERNAME} / {password}\n"
        f"  Sandbox  http://{HOST}:{sandbox_port}/ (the stand-in FlexPortal)\n\n"
        f"  Customer ids to try\n{ids}\n\n  Ctrl-C stops everything.\n\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(0)
