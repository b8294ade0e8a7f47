"""Django's settings, derived from `environment`. Nothing here is meant to be edited by whoever runs Rochdale."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit

import django.conf.locale
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from rochdale.base.logs import logging_config
from rochdale.config import environment
from rochdale.config.profiles import PROFILES
from rochdale.kernel.signing_keys import written

chosen: dict[str, Any] = environment.from_process()

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(chosen["ROCHDALE_VAR"])
VAR.mkdir(mode=0o750, parents=True, exist_ok=True)
MODE: str = chosen["ROCHDALE_MODE"]
IS_DEMO = MODE == "demo"
PROFILE = PROFILES[MODE]
USES_TLS, HAS_PASSKEYS = PROFILE.uses_tls, PROFILE.has_passkeys
"""Browsers offer passkeys over TLS and on this very machine only."""

DEBUG = False
DEMO_KEY = "only-for-the-demo-world-and-tests-never-in-production-0123456789"
SECRET_KEY: str = chosen["ROCHDALE_SECRET_KEY"] or ("" if PROFILE.needs_secret else DEMO_KEY)
if not SECRET_KEY:
    raise environment.WrongSetting("ROCHDALE_SECRET_KEY is missing: set 50 or more random characters (`rochdale new-secret` prints some)")
SECRET_KEY_FALLBACKS: list[str] = chosen["ROCHDALE_SECRET_KEY_FALLBACKS"]
ALLOWED_HOSTS: list[str] = chosen["ROCHDALE_HOSTS"]
PORT: int = chosen["ROCHDALE_PORT"]
BEHIND_TLS_PROXY: bool = chosen["ROCHDALE_BEHIND_TLS_PROXY"]
LISTEN: str = chosen["ROCHDALE_LISTEN"] or ("127.0.0.1" if BEHIND_TLS_PROXY else "0.0.0.0")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if USES_TLS else []

INSTALLED_APPS = [
    "rochdale.config.apps.ConfigConfig",
    "rochdale.site.apps.SiteConfig",
    "rochdale.trade.apps.TradeConfig",
    "rochdale.supply.apps.SupplyConfig",
    "rochdale.learning.apps.LearningConfig",
    "rochdale.registry.apps.RegistryConfig",
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
    "allauth.mfa",
    "allauth.usersessions",
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
    "rochdale.base.middleware.RequestLog",
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
    "rochdale.people.device_door.DeviceDoor",
    "rochdale.ui.middleware.RefusalPages",
    "rochdale.people.middleware.SecondWay",
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
    _database |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": {"assume_role": chosen["ROCHDALE_DATABASE_ROLE"] or None}}
DATABASES = {"default": _database}
DATABASE_ROLE: str = chosen["ROCHDALE_DATABASE_ROLE"]
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
SECURE_REDIRECT_EXEMPT = [r"^health/$", r"^metrics/$"]  # asked by the machine itself, where no proxy stands between; nothing personal there
SECURE_HSTS_SECONDS = 31_536_000 if USES_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = USES_TLS
SECURE_HSTS_PRELOAD = USES_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = USES_TLS
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
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_LOGIN_METHODS = {"email", "phone", "username"}
ACCOUNT_USERNAME_MIN_LENGTH = 4
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
    "code_typed": "120/m/ip",  # codes of invitations, slips and devices: 58 bits each
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "rochdale.people.mfa.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", *(["webauthn"] if HAS_PASSKEYS else [])]
MFA_PASSKEY_LOGIN_ENABLED = HAS_PASSKEYS
MFA_ALLOW_UNVERIFIED_EMAIL = True  # many have no e-mail at all
MFA_TOTP_TOLERANCE = 1  # the clock of a village box may be half a minute off
MFA_RECOVERY_CODE_COUNT = 20
MFA_FORMS = {
    "authenticate": "rochdale.people.factor_forms.Code",
    "reauthenticate": "rochdale.people.factor_forms.CodeAgain",
    "activate_totp": "rochdale.people.factor_forms.FirstCode",
    "add_webauthn": "rochdale.people.factor_forms.NewPasskey",
    "edit_webauthn": "rochdale.people.factor_forms.PasskeyName",
}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_TLS_PROXY else 0
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

_mail = urlsplit(chosen["ROCHDALE_EMAIL_URL"])
if _mail.hostname:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_USE_TLS = not EMAIL_USE_SSL and _mail.hostname not in {"localhost", "127.0.0.1", "::1"}
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or (465 if EMAIL_USE_SSL else 587)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"
DEFAULT_FROM_EMAIL: str = chosen["ROCHDALE_FROM"]

MARKET_CURRENCY: str = chosen["ROCHDALE_CURRENCY"]
WEB_WORKERS: int = chosen["ROCHDALE_WORKERS"]

OPERATOR: str = chosen["ROCHDALE_OPERATOR"]
OPERATOR_COUNTRY: str = chosen["ROCHDALE_OPERATOR_COUNTRY"]
OPERATOR_CONTACT: str = chosen["ROCHDALE_OPERATOR_CONTACT"]
DATA_PLACE: str = chosen["ROCHDALE_DATA_PLACE"]

BACKUP_FOLDER = Path(chosen["ROCHDALE_BACKUP_FOLDER"] or VAR / "backups")
BACKUP_KEY: str = chosen["ROCHDALE_BACKUP_KEY"]
CERTIFICATE_KEY: str = chosen["ROCHDALE_CERTIFICATE_KEY"] or (written(sha256(DEMO_KEY.encode()).digest()) if IS_DEMO else "")
BADGE_RSA_KEY: str = chosen["ROCHDALE_BADGE_RSA_KEY"]
REGISTER_FORMS: dict[str, str] = chosen["ROCHDALE_REGISTER_FORMS"]
BACKUP_HOUR: int = chosen["ROCHDALE_BACKUP_HOUR"]
BACKUP_KEEP_DAYS: int = chosen["ROCHDALE_BACKUP_KEEP_DAYS"]
BACKUP_KEEP_WEEKS: int = chosen["ROCHDALE_BACKUP_KEEP_WEEKS"]

METRICS_TOKEN: str = chosen["ROCHDALE_METRICS_TOKEN"]
ERROR_REPORTS_URL: str = chosen["ROCHDALE_ERROR_REPORTS_URL"]
LOGGING = logging_config(kind=chosen["ROCHDALE_LOG"], has_request_log=not IS_DEMO, reports_url=ERROR_REPORTS_URL)
