"""The newsroom as a WSGI application: the page front around static files around Django."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "broadsheet.settings")

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from whitenoise import WhiteNoise

django.setup()

from broadsheet import __version__  # noqa: E402
from broadsheet.audience.jobs import readings, start_flushing  # noqa: E402
from broadsheet.edge.front import PageFront  # noqa: E402
from broadsheet.edge.services import drain, page_store  # noqa: E402
from broadsheet.web.rules import is_immutable  # noqa: E402

page_store().start(f"{__version__} {settings.BROADSHEET_BASE_URL}")
drain()
newsroom = WhiteNoise(WSGIHandler(), immutable_file_test=is_immutable, max_age=60)
newsroom.add_files(str(settings.STATIC_ROOT), prefix="static/")
application = PageFront(newsroom, page_store(), settings.BROADSHEET_PRIVATE, readings)
start_flushing()
