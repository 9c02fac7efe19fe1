"""One box over everything: entries with stems and readers, kept in the writer's transaction."""
