"""The one settings file; each environment value is read once, at the top."""

from pathlib import Path

from config.addresses import database, networks, queue_file, regions
from config.env import Environment

BASE_DIR = Path(__file__).resolve().parent.parent

# What the environment says: docs/operations.md explains every name.
env = Environment()
DEBUG = env.switch("DEBUG", default=False)
SECRET_KEY = env.secret(
    "SECRET_KEY", "local-development-only-" + 40 * "0" if DEBUG else None, length=50
)
ALLOWED_HOSTS = list(
    env.items("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEBUG else None, "recoup.example.com")
)
CSRF_TRUSTED_ORIGINS = list(env.items("CSRF_TRUSTED_ORIGINS", "", "https://recoup.example.com"))
HTTPS = env.switch("HTTPS", default=not DEBUG)
TRUSTED_PROXIES = networks(env.items("TRUSTED_PROXIES", "127.0.0.0/8,::1", "127.0.0.1"))
DATABASE_URL = env.secret("DATABASE_URL", f"sqlite:///{BASE_DIR / 'db.sqlite3'}", length=1)
REDIS_URL = env.secret("REDIS_URL", "", length=0)
VAULT_KEYS = env.keys("VAULT_KEYS", 43 * "A" + "=" if DEBUG else None)
FLEXPORTAL_REGIONS = regions(
    env.items(
        "FLEXPORTAL_REGIONS",
        "eu=https://api-eu.flexportal.io,us=https://api-us.flexportal.io,"
        "qa=https://api-qatar.flexportal.io",
        "eu=https://api-eu.flexportal.io",
    )
)
FLEXPORTAL_DEADLINE = float(env.number("FLEXPORTAL_DEADLINE", 10, low=1, high=60))
FLEXPORTAL_RATE_LIMIT = env.number("FLEXPORTAL_RATE_LIMIT", 100, low=1, high=100_000)
FLEXPORTAL_WAITERS = env.number("FLEXPORTAL_WAITERS", 16, low=1, high=1000)
QUEUE_FILE = env.text(
    "QUEUE_FILE", queue_file(DATABASE_URL, BASE_DIR), "/var/lib/recoup/queue.sqlite3"
)
TIME_ZONE = env.text("TIME_ZONE", "UTC", "Europe/Amsterdam")

FRESH_SECONDS = 60

INSTALLED_APPS = [
    "customers",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "huey.contrib.djhuey",
]

MIDDLEWARE = [
    "config.middleware.answer_headers",
    "csp.middleware.CSPMiddleware",
    "config.middleware.trusted_proxies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.SignInRequired",
    "config.middleware.time_zone",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["config.templates.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.design",
            ],
        },
    }
]

DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # one entry too many drops a third of them, and with it the count of failed sign-ins
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# A queue holds wake-up calls only: what is to be done stands in the database.
HUEY = {
    "name": "recoup",
    "immediate": False,
    "results": False,
    "consumer": {"workers": 4, "max_delay": 1.0},
} | (
    {"huey_class": "huey.RedisHuey", "connection": {"url": REDIS_URL}}
    if REDIS_URL
    else {"huey_class": "config.queue.FileHuey", "filename": QUEUE_FILE}
)

USE_TZ = True
USE_I18N = False
LANGUAGE_CODE = "en-gb"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Sign-in. Accounts are made by whoever runs the product; nobody signs up.
AUTHENTICATION_BACKENDS = ["customers.services.recall_user.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "config.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {"login_failed": "20/5m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Recoup"

# Cookies last as long as the browser stays open, and never longer than a working day.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_ENGINE = "customers.services.recall_session"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
CSRF_COOKIE_AGE = None
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# The proxy's header is dropped before it is read unless the proxy is a trusted one.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

DEFAULT_EXCEPTION_REPORTER_FILTER = "config.reports.ReportFilter"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "huey": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
