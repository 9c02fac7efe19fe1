"""Pages that join the apps: the inbox, the overview, the search, the register of institutions."""
