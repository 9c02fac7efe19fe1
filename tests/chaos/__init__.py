"""Proof under fire: many at once, processes killed, servers lost, and a model played against.

Each test states a thing that must hold whatever happens. ``CHAOS_SECONDS`` (30) says how long
processes are killed under load, ``CHAOS_SEED`` repeats a run.
"""
