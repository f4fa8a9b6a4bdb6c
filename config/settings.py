"""All settings in one file; what differs between installations comes from the environment."""

import os
from pathlib import Path

from config import database

ROOT = Path(__file__).resolve().parent.parent
DEMO = os.environ.get("FRONTDOOR_DEMO") == "1"

# Without a key of its own an installation does not start: see frontdoor/jobs/startup.py.
SECRET_KEY = os.environ.get("FRONTDOOR_SECRET_KEY", "")
# Earlier keys, which still open what they locked until `manage.py rekey` has locked it anew.
SECRET_KEY_FALLBACKS = os.environ.get("FRONTDOOR_SECRET_KEY_FALLBACKS", "").split()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("FRONTDOOR_HOSTS", "127.0.0.1,localhost").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "frontdoor.audit",
    "frontdoor.access",
    "frontdoor.entrance",
    "frontdoor.policy",
    "frontdoor.people",
    "frontdoor.casework.agreements",
    "frontdoor.casework.ledger",
    "frontdoor.casework.restricting",
    "frontdoor.casework.contacts",
    "frontdoor.casework.searches",
    "frontdoor.casework.papers",
    "frontdoor.casework.rolls",
    "frontdoor.casework.triage",
    "frontdoor.casework.enquiries",
    "frontdoor.casework.gathering",
    "frontdoor.casework.actions",
    "frontdoor.casework.decisions",
    "frontdoor.casework.disclosures",
    "frontdoor.casework.strategy",
    "frontdoor.casework.closing",
    "frontdoor.casework.holdings",
    "frontdoor.casework.retention",
    "frontdoor.oversight",
    "frontdoor.disposal",
    "frontdoor.watch",
    "frontdoor.jobs",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "frontdoor.web.middleware.privacy",
    "frontdoor.web.middleware.sensible",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "frontdoor.web.middleware.in_context",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "frontdoor" / "web"],
        "OPTIONS": {
            "environment": "config.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "frontdoor.web.context.frame",
            ],
        },
    },
]

# The application's role owns nothing; the owner's address is used to migrate only (ground 10).
DATABASES = {
    "default": database.prepared(
        database.parse(os.environ.get("DATABASE_URL", "postgresql:///frontdoor"))
    )
    | {
        # Persistent connections double the pages a second (performance.md 5b).
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # One middleware opens the transaction and sets the context in it (ground 11).
        "ATOMIC_REQUESTS": False,
    }
}
OWNER_ROLE = os.environ.get("FRONTDOOR_OWNER_ROLE", "frontdoor_owner")
APPLICATION_ROLE = os.environ.get("FRONTDOOR_APPLICATION_ROLE", "frontdoor_app")
# Only where nothing is worth keeping may the database forget what it has confirmed.
DISPOSABLE_DATABASE = os.environ.get("FRONTDOOR_DISPOSABLE_DATABASE") == "1"

# The key that seals history is for `manage.py seal` alone: whoever serves pages must not have it.
SEAL_KEY = os.environ.get("FRONTDOOR_SEAL_KEY", "")
SEAL_PUBLIC_KEY = os.environ.get("FRONTDOOR_SEAL_PUBLIC_KEY", f"{SEAL_KEY}.pub")
SEAL_CHECKPOINTS = os.environ.get("FRONTDOOR_SEAL_CHECKPOINTS", f"{SEAL_KEY}.checkpoints")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["frontdoor.web.standing.Standing"]
LOGIN_URL = "sign_in:sign_in"
LOGIN_REDIRECT_URL = "worklist:home"
# Argon2id; what was stored otherwise is stored so at the next sign-in.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# A file with the SHA-1 of every password that is known to have leaked, in order: docs/security.md.
BREACHED = os.environ.get("FRONTDOOR_BREACHED_PASSWORDS", "")
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "frontdoor.web.sign_in.passwords.OfHere"},
    {"NAME": "frontdoor.web.sign_in.passwords.Breached", "OPTIONS": {"listed": BREACHED}},
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "build" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# Over plain HTTP on loopback in the demo; everywhere else over HTTPS only.
SECURE = not DEMO
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Of this very host, and over HTTPS: a browser takes such a name from nobody else.
COOKIE_PREFIX = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
# Single sign-on, where an organisation has one: all three, or none (frontdoor/jobs/startup.py).
OIDC_ISSUER = os.environ.get("FRONTDOOR_OIDC_ISSUER", "")
OIDC_CLIENT = os.environ.get("FRONTDOOR_OIDC_CLIENT", "")
OIDC_SECRET = os.environ.get("FRONTDOOR_OIDC_SECRET", "")
OIDC_NAME = os.environ.get("FRONTDOOR_OIDC_NAME", "your organisation")
# The claim with the app roles, and what in `amr` or `acr` says that a second factor was proven.
OIDC_ROLES = os.environ.get("FRONTDOOR_OIDC_ROLES", "roles")
OIDC_SECOND_FACTOR = os.environ.get("FRONTDOOR_OIDC_SECOND_FACTOR", "amr:mfa").split(",")
# The NHS Personal Demographics Service, where an installation may ask it: all five, or none. The
# addresses of its FHIR API and of its tokens, the API key, and our key with its name there (kid).
PDS_URL = os.environ.get("FRONTDOOR_PDS_URL", "")
PDS_TOKEN_URL = os.environ.get("FRONTDOOR_PDS_TOKEN_URL", "")
PDS_API_KEY = os.environ.get("FRONTDOOR_PDS_API_KEY", "")
PDS_KEY_NAME = os.environ.get("FRONTDOOR_PDS_KEY_NAME", "")
PDS_PRIVATE_KEY = os.environ.get("FRONTDOOR_PDS_PRIVATE_KEY", "")
# The address that people see in their browser, as https://mash.example.org: passkeys are good there
# and nowhere else. Without it there are none (frontdoor/jobs/startup.py).
ORIGIN = os.environ.get("FRONTDOOR_ORIGIN", "")
# How many proxies of one's own stand in front, each adding whom it heard to X-Forwarded-For.
PROXIES = int(os.environ.get("FRONTDOOR_PROXIES", "0"))
# The last of them says whether the browser came over HTTPS, whatever a browser says of itself.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
# From the last thing that somebody did: see frontdoor/web/session.py.
SESSION_COOKIE_AGE = 60 * int(os.environ.get("FRONTDOOR_SESSION_MINUTES", "60"))
# Files that people attach: how large one, and all of one form, may be; where clamd listens, as
# unix:<path> or tcp:<host>:<port>; and whether nothing may be opened without its word.
LARGEST_PAPER = 1_000_000 * int(os.environ.get("FRONTDOOR_LARGEST_PAPER_MB", "20"))
LARGEST_FORM = 2 * LARGEST_PAPER
CLAMD = os.environ.get("FRONTDOOR_CLAMD", "")
CLAMD_REQUIRED = os.environ.get("FRONTDOOR_CLAMD_REQUIRED") == "1"
# No byte of a file goes to a disk: see frontdoor/web/papers/receiving.py.
FILE_UPLOAD_HANDLERS = ["frontdoor.web.papers.receiving.InMemory"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "frontdoor.web.errors.forged"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "object-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "config.logs.Lines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
