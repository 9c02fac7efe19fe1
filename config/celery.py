"""The Celery application: carries wake-ups only, every fact stands in the database."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("saglas")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
