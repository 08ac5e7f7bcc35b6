"""Django's settings. Everything that differs between machines is a BROADSHEET_* variable with a help sentence."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from broadsheet.kit.databases import database
from broadsheet.kit.env import Env, MissingSetting

env = Env(os.environ)
PACKAGE = Path(__file__).parent

DEBUG = env.flag("DEBUG", help="Show tracebacks in the browser. Never in public.")
SECRET_KEY = env.text(
    "SECRET_KEY", "not-a-secret-debug-only" if DEBUG else None, is_secret=True,
    help="Signs cookies and links. `broadsheet new` makes one.",
)  # fmt: skip
STATE = env.path("STATE", Path("var"), help="Directory for the database, pictures, pages, inbox and outbox.")
BROADSHEET_BASE_URL = env.text(
    "BASE_URL",
    "http://localhost:8000" if DEBUG else None,
    help="The paper's public address, such as https://paper.example.",
).rstrip("/")
ALLOWED_HOSTS = env.words(
    "HOSTS", urlsplit(BROADSHEET_BASE_URL).hostname or "localhost",
    help="Host names that the paper answers to; default: the host of BASE_URL.",
)  # fmt: skip
DATABASE_URL = env.text(
    "DATABASE_URL", f"sqlite:///{STATE}/paper.sqlite3", is_secret=True,
    help="sqlite:///PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME.",
)  # fmt: skip
BIND = env.text("BIND", "127.0.0.1", help="Address that `broadsheet serve` listens on.")
PORT = env.number("PORT", 8000, help="Port that `broadsheet serve` listens on.")
INBOX = env.path("INBOX", STATE / "inbox", help="Watched directory for wire files, one folder a feed.")
OUTBOX = env.path("OUTBOX", STATE / "outbox", help="Directory that mail goes to until a carrier is set.")
MAIL_URL = env.text(
    "MAIL_URL",
    "",
    is_secret=True,
    help="smtp://USER:PASSWORD@HOST:PORT (smtps:// for TLS); empty: mail goes to OUTBOX.",
)
MAIL_FROM = env.text(
    "MAIL_FROM", f"desk@{urlsplit(BROADSHEET_BASE_URL).hostname}", help="Sender address of the paper's mail."
)
STAFF_SECOND_FACTOR = env.choice(
    "STAFF_SECOND_FACTOR", "required", ("required", "optional"),
    help="Whether staff must use a second factor; optional only on a loopback address.",
)  # fmt: skip
LIMITS = env.choice(
    "LIMITS",
    "normal",
    ("normal", "relaxed"),
    help="Rate limits of public forms; relaxed only on a loopback address.",
)
TRUSTED_PROXIES = env.words(
    "TRUSTED_PROXIES", "", help="Addresses of proxies whose X-Forwarded-For and -Proto are believed."
)
LOG_LEVEL = env.choice(
    "LOG_LEVEL",
    "WARNING",
    ("DEBUG", "INFO", "WARNING", "ERROR"),
    help="The least severe log line that is written.",
)

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
for name, value, relaxed in (
    ("STAFF_SECOND_FACTOR", STAFF_SECOND_FACTOR, "optional"),
    ("LIMITS", LIMITS, "relaxed"),
):
    if value == relaxed and (BIND not in LOOPBACK or urlsplit(BROADSHEET_BASE_URL).hostname not in LOOPBACK):
        raise MissingSetting(name, f"may be {relaxed} only on a loopback address", env.entries[name].help)

BROADSHEET_PAGES = STATE / "pages.sqlite3"
BROADSHEET_DESK_PATH = "/desk/"
BROADSHEET_PRIVATE = (  # never from the page store
    "/desk/", "/account/", "/static/", "/media/", "/healthz", "/search/", "/vote/", "/comment/", "/newsletter/",
    "/preview/", "/documents/",
)  # fmt: skip
BROADSHEET_IS_TLS = BROADSHEET_BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "broadsheet.edge", "broadsheet.web", "broadsheet.people", "broadsheet.pictures", "broadsheet.wire",
    "broadsheet.stories", "broadsheet.desk", "broadsheet.comments", "broadsheet.votes", "broadsheet.audience",
    "broadsheet.front", "broadsheet.newsletter",
    "wagtail.contrib.settings", "wagtail.users", "wagtail.snippets", "wagtail.documents", "wagtail.images",
    "wagtail.admin", "wagtail.sites", "wagtail.embeds", "wagtail.search", "wagtail", "modelcluster", "taggit",
    "django_filters",
    "allauth", "allauth.account", "allauth.mfa",
    "django_tasks",
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
    "django.contrib.staticfiles", "django.contrib.humanize",
]  # fmt: skip
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "broadsheet.web.middleware.DeskPolicyMiddleware",
    "broadsheet.web.middleware.OneTransactionMiddleware",
    "broadsheet.web.middleware.PaperLanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "broadsheet.people.middleware.StaffSecondFactorMiddleware",
    "broadsheet.web.middleware.DeskClockMiddleware",
    "broadsheet.web.middleware.RefusalMiddleware",
    "broadsheet.web.middleware.SameOriginMiddleware",
]
ROOT_URLCONF = "broadsheet.urls"
WSGI_APPLICATION = "broadsheet.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "broadsheet.web.context.paper_context",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody is mailed who has no account and did not just ask for one
ACCOUNT_FORMS = {"signup": "broadsheet.people.forms.SignUpForm"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "broadsheet.people.adapters.AccountAdapter"
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = False if LIMITS == "relaxed" else {}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BROADSHEET_IS_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if BROADSHEET_IS_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": [BROADSHEET_DESK_PATH],  # the desk sets its own, looser policy
    "DIRECTIVES": {
        "default-src": ["'none'"], "script-src": ["'self'"], "style-src": ["'self'"], "img-src": ["'self'", "data:"],
        "font-src": ["'self'"], "connect-src": ["'self'"], "form-action": ["'self'"], "base-uri": ["'none'"],
        "frame-ancestors": ["'self'"], "manifest-src": ["'self'"], "media-src": ["'self'"],
    },
}  # fmt: skip

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ar", "العربية"), ("fr", "Français")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = STATE / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_PERMISSIONS = 0o640

EMAIL_BACKEND = "broadsheet.web.mail.PaperMailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM

WAGTAIL_DATETIME_FORMAT = "%Y-%m-%d %H:%M:%S"  # stories are scheduled to the second
WAGTAIL_SITE_NAME = "Broadsheet"
WAGTAILADMIN_BASE_URL = BROADSHEET_BASE_URL
WAGTAILADMIN_LOGIN_URL = "/account/login/"
WAGTAIL_FRONTEND_LOGIN_URL = WAGTAILADMIN_LOGIN_URL
WAGTAILIMAGES_IMAGE_MODEL = "pictures.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "broadsheet.pictures.forms.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpeg", "jpg", "png", "webp", "tiff"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "txt", "xlsx"]
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAIL_ENABLE_WHATS_NEW_BANNER = WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {"django.request": {"level": "ERROR"}},  # a reader's wrong address is not a fault
}
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # the address is unique whatever its case: a constraint says so
