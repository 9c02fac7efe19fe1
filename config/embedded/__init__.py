"""The servers and processes that ``./run`` starts when none are given by the environment.

``places`` knows folders and accounts, ``children`` starts processes that never outlive their
owner, ``postgres`` and ``redis`` start the two servers, ``servers`` joins them, ``supervisor``
keeps web, worker and beat alive, ``commands`` is the command line.
"""
