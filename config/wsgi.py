"""The WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# Python looks through all its objects for circles of garbage after every 700 new ones, several
# times for each page. What the program is made of never becomes garbage, so it is looked at no
# more; a page leaves few circles behind, so they are looked for after some pages.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 10, 10)
