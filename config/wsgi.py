"""The door for a web server: `gunicorn config.wsgi`. It stays shut when the wall does not stand."""

import os

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections

from config import database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
database.for_pages(connections.settings["default"])

# The start-up check, R19: what is found wrong is raised here, and no page is ever served.
call_command("startup_check")
connections.close_all()
