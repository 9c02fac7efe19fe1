"""All settings, from the environment; refuses bad values aloud.

Without ``DATABASE_URL`` the commands of ``./run`` start servers of their own and set it, so
the same code runs on the embedded servers and on an authority's own.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR = Path(env.str("SAGLAS_VAR", str(BASE_DIR / "var")))
DEBUG = env.bool("DEBUG", False)


def _secret() -> str:
    """The signing key: from the environment, or the one ``./run`` keeps under ``var/``."""
    if key := env.str("SECRET_KEY", ""):
        return str(key)
    kept = VAR / "secret"
    if kept.is_file():
        return kept.read_text().strip()
    if env.str("DATABASE_URL", ""):
        raise ImproperlyConfigured("Set SECRET_KEY: a served database needs a key of its own.")
    return "no-server-is-running-so-nothing-is-signed-with-this"


SECRET_KEY = _secret()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SEAL_KEY = env.str("SEAL_KEY", "")
SIGNATURE_ROOTS = env.str("SIGNATURE_ROOTS", "")
ORGANISATION_SEAL = env.str("ORGANISATION_SEAL", "")
ORGANISATION_SEAL_PASSWORD = env.str("ORGANISATION_SEAL_PASSWORD", "")
SITE_URL = env.str("SITE_URL", f"http://localhost:{env.int('PORT', 8000)}")
SOURCE_URL = env.str("SOURCE_URL", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "guardian",
    "axes",
    "csp",
    "config",
    "institutions",
    "workflows",
    "plans",
    "approvals",
    "inspections",
    "search",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.nothing.RefuseNul",
    "config.signing_in.TellNotAllowed",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.closed.TellClosedAccounts",
    "config.signing_in.AskToSignIn",
    "institutions.asked.AskOnce",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "workflows.place.KeepPlace",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.frame",
            ],
            "builtins": ["django.templatetags.i18n", "workflows.templatetags.house"],
        },
    }
]

_DATABASE = env.db_url("DATABASE_URL", default="postgres:///saglas")
# Only statements of workflows.prepared are prepared, and planned once: PostgreSQL would plan the
# inbox anew at each reading. What an office works with lies in memory: an index is cheap to ask.
_PLANNING = "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1"
_PREPARED = {"prepare_threshold": 5, "options": _PLANNING}
DATABASES = {
    "default": _DATABASE
    | {
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": _PREPARED | _DATABASE.get("OPTIONS", {}),
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "institutions.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "403_locked.html"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "inbox"
LOGOUT_REDIRECT_URL = "login"

LANGUAGE_CODE = "bg"
LANGUAGES = [("bg", _("Bulgarian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Sofia"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env.str(
            "STATICFILES_BACKEND", "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="filemail:///")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
if EMAIL_BACKEND.endswith("filebased.EmailBackend"):  # type: ignore[name-defined]  # noqa: F821
    EMAIL_FILE_PATH = str(VAR / "mail")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "saglas@localhost")

REDIS_URL = env.str("REDIS_URL", "redis://localhost:6379/0")
# The two libraries name a local socket differently.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Publishing gives up at once when Redis is gone: the outbox keeps the letter, the sweep sends it.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 60,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    # A Redis that is silent counts as gone: nobody waits longer for it than this, in seconds.
    "socket_timeout": 1,
    "socket_connect_timeout": 1,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}
CELERY_BEAT_SCHEDULE = {
    "sweep-notices": {
        "task": "workflows.tasks.deliver",
        "schedule": 3.0,
        "options": {"expires": 3.0},
    },
    "sweep-changes": {
        "task": "workflows.tasks.attend_changes",
        "schedule": 3.0,
        "options": {"expires": 3.0},
    },
    "sweep-webhooks": {
        "task": "workflows.tasks.call_webhooks",
        "schedule": 5.0,
        "options": {"expires": 5.0},
    },
    "delete-old-calls": {
        "task": "workflows.tasks.delete_old_calls",
        "schedule": 3600.0,
        "options": {"expires": 3600.0},
    },
    "gather-digests": {
        "task": "workflows.tasks.gather",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "sweep-imports": {
        "task": "plans.tasks.sweep",
        "schedule": 10.0,
        "options": {"expires": 10.0},
    },
    "discard-old-imports": {
        "task": "plans.tasks.discard_old",
        "schedule": 3600.0,
        "options": {"expires": 3600.0},
    },
    "delete-orphaned-files": {
        "task": "workflows.tasks.delete_orphans",
        "schedule": 3600.0,
        "options": {"expires": 3600.0},
    },
    "tick-clocks": {
        "task": "workflows.tasks.tick",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "fold-counts-of-open-work": {
        "task": "workflows.tasks.fold_counts",
        "schedule": 10.0,
        "options": {"expires": 10.0},
    },
    "seal-histories": {
        "task": "workflows.tasks.seal",
        "schedule": 600.0,
        "options": {"expires": 600.0},
    },
    "turn-days-of-visits": {
        "task": "inspections.tasks.turn_days",
        "schedule": 600.0,
        "options": {"expires": 600.0},
    },
    "worker-heartbeat": {
        "task": "workflows.tasks.heartbeat",
        "schedule": 5.0,
        "options": {"expires": 5.0},
    },
}

# Not from the environment: no installation calls machines inside the house by mistake.
WEBHOOKS_MAY_CALL = "workflows.hooks.reaching.is_public"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
HTTPS = env.bool("HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# The health page is asked inside the house, without the proxy and its TLS.
SECURE_REDIRECT_EXEMPT = [r"^health$"]
# Whether all names below the domain speak TLS is the authority's to know, not ours; guardian is
# asked by workflows.access alone, never through Django's permission backends.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021", "guardian.W001"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
}
