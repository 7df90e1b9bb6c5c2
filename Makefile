# The few commands of this project; README.md says what each is for.
PYTHON ?= python3
BIN := .venv/bin
export PORT SANDBOX_PORT DEMO_DB

.PHONY: demo dev test services lint bench browser

demo: .venv/runtime
	@exec $(BIN)/python deploy/demo.py

dev: export DEBUG = on
dev: export FLEXPORTAL_REGIONS = eu=$(SANDBOX),us=$(SANDBOX),qa=$(SANDBOX)
dev: SANDBOX = http://127.0.0.1:$(or $(SANDBOX_PORT),8001)
dev: .venv/dev
	$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py run_sandbox --port $(or $(SANDBOX_PORT),8001) & \
	  trap "kill $$!" EXIT; $(BIN)/python manage.py runserver $(or $(PORT),8000)

PYTEST = -m pytest -n 3
MEASURED = .coverage.json

test: .venv/dev browser
	$(BIN)/python -m slipcover --dont-wrap-pytest --json --out $(MEASURED) $(PYTEST)
	$(BIN)/python -m tests.coverage $(MEASURED)

# What keeps to SQLite by itself, whatever it is told, is not run again.
OF_SQLITE = tests/integration/config/test_demo.py tests/integration/security/test_production.py

services: .venv/dev
	@test -n "$(TEST_DATABASE_URL)$(TEST_REDIS_URL)" || { echo "Set TEST_DATABASE_URL or TEST_REDIS_URL"; exit 1; }
	$(BIN)/python $(PYTEST) tests/integration $(addprefix --ignore=,$(OF_SQLITE))

# Production's settings with throw-away values: what `check --deploy` has to find in order.
PRODUCTION = DEBUG=off ALLOWED_HOSTS=recoup.example.com \
  SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
  VAULT_KEYS=$$($(BIN)/python -c 'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())')

lint: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	DEBUG=on $(BIN)/mypy .
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/bandit --quiet --recursive config customers deploy --severity-level medium --skip B608
	DEBUG=on $(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

bench: .venv/dev browser
	$(BIN)/python -m $(if $(SIZE),tests.bench.portfolio $(SIZE) \
	  $(DATABASE:%=--database=%) $(PART:%=--part=%),tests.bench)

browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get update -q && apt-get install -yq --no-install-recommends chromium \
	  && { apt-get install -yq --no-install-recommends chromium-headless-shell || true; }; } \
	  || { echo "The tests need Chromium: apt-get install chromium"; exit 1; }

.venv/runtime: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: make demo PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv \
	  || { rm -rf .venv; echo "On Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev: .venv/runtime requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  -r requirements.txt -r requirements-dev.txt
	@touch $@
