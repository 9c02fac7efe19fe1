"""Webhooks: systems of other houses are told of steps, safely in both directions.

``writing`` adds a call to the step's own transaction, ``delivering`` sends it after commit,
``sending`` speaks HTTP, ``reaching`` says whom one may speak to, ``secret`` signs.
"""
