"""One file that holds an installation: its tables at one moment, its files, its public key.

It needs no program of PostgreSQL and no superuser: tables go out and in by COPY, their shape
comes from the migrations that the file names, so it is read by every server and every later
version of ours. The key that signs the seals is left out unless asked for.
"""
