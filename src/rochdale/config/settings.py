"""Django's settings, derived from `environment`. Nothing here is meant to be edited by whoever runs Rochdale."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import django.conf.locale
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from rochdale.config import environment

chosen: dict[str, Any] = environment.from_process()

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(chosen["ROCHDALE_VAR"])
VAR.mkdir(parents=True, exist_ok=True)
MODE: str = chosen["ROCHDALE_MODE"]
IS_DEMO = MODE == "demo"
USES_TLS = MODE == "production"

DEBUG = False
DEMO_KEY = "only-for-the-demo-world-and-tests-never-in-production-0123456789"
SECRET_KEY: str = chosen["ROCHDALE_SECRET_KEY"] or (DEMO_KEY if IS_DEMO else "")
if not SECRET_KEY:
    raise environment.WrongSetting("ROCHDALE_SECRET_KEY is missing: set 50 or more random characters (`rochdale new-secret` prints some)")
ALLOWED_HOSTS: list[str] = chosen["ROCHDALE_HOSTS"]
PORT: int = chosen["ROCHDALE_PORT"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if USES_TLS else []

INSTALLED_APPS = [
    "rochdale.config.apps.ConfigConfig",
    "rochdale.site.apps.SiteConfig",
    "rochdale.trade.apps.TradeConfig",
    "rochdale.people.apps.PeopleConfig",
    "rochdale.ui.apps.UiConfig",
    "rochdale.base.apps.BaseConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_tasks",
    "django_tasks_db",
    "rules",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rochdale.people.middleware.ActingFor",
    "rochdale.ui.middleware.RefusalPages",
]

ROOT_URLCONF = "rochdale.config.urls"
WSGI_APPLICATION = "rochdale.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "rochdale.config.slots.layout",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "rochdale.ui.templatetags.ui",
            ],
        },
    }
]

SQLITE_AS_A_SERVER = (
    "journal_mode=WAL",
    "synchronous=FULL",  # an acknowledged write outlives a power cut
    "foreign_keys=ON",
    "recursive_triggers=ON",  # REPLACE, too, must meet the triggers that keep history
    "cache_size=-32000",
    "mmap_size=134217728",
)
_database = cast(dict[str, Any], chosen["DATABASE_URL"])
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "".join(f"PRAGMA {pragma};" for pragma in SQLITE_AS_A_SERVER),
    }
else:
    _database |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "base_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # counted sign-in tries lie here; a full table would forget them
    }
}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

django.conf.locale.LANG_INFO["lo"] = {"bidi": False, "code": "lo", "name": "Lao", "name_local": "ລາວ"}
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("lo", _("Lao"))]
LANGUAGES_NOT_CLEARED = ("fr", "lo")
"""Languages no native speaker has read yet (docs/translations.md); their pages say so."""
LANGUAGE_CODE: str = chosen["ROCHDALE_LANGUAGE"]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = ["rochdale.config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE: str = chosen["ROCHDALE_TIME_ZONE"]
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "documents"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_SSL_REDIRECT = USES_TLS
SECURE_HSTS_SECONDS = 31_536_000 if USES_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = USES_TLS
SECURE_HSTS_PRELOAD = USES_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if chosen["ROCHDALE_BEHIND_TLS_PROXY"] else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = USES_TLS
SESSION_COOKIE_NAME = "__Host-session" if USES_TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if USES_TLS else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FORM_RENDERER = "rochdale.ui.forms.Renderer"

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "rochdale.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1*"]  # one of the two is enough: people.forms.SignUp says so and decides
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_PHONE_VERIFICATION_ENABLED = False
ACCOUNT_FORMS = {
    "login": "rochdale.people.forms.SignIn",
    "signup": "rochdale.people.forms.SignUp",
    "change_password": "rochdale.people.forms.ChangePassword",
    "set_password": "rochdale.people.forms.SetPassword",
    "reset_password": "rochdale.people.forms.ResetPassword",
    "reset_password_from_key": "rochdale.people.forms.ResetPasswordKey",
}
ACCOUNT_RATE_LIMITS = {  # by account first, by address last: a village hall is one address
    "login": "600/m/ip",
    "login_failed": "5/5m/key",
    "signup": "120/m/ip",
    "reset_password": "120/m/ip,5/m/key",
    "reset_password_from_key": "120/m/ip",
}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if chosen["ROCHDALE_BEHIND_TLS_PROXY"] else 0
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

_mail = urlsplit(chosen["ROCHDALE_EMAIL_URL"])
if _mail.hostname:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or 587
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.username or "", _mail.password or ""
    EMAIL_USE_TLS = True
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"
DEFAULT_FROM_EMAIL: str = chosen["ROCHDALE_FROM"]

MARKET_CURRENCY: str = chosen["ROCHDALE_CURRENCY"]
WEB_WORKERS: int = chosen["ROCHDALE_WORKERS"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"rochdale": {"level": "INFO"}},
}
