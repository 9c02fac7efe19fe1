"""Entry of ``python -m config.embedded``, which ``./run`` calls."""

from config.embedded.commands import main

if __name__ == "__main__":
    main()
