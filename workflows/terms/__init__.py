"""Legal terms: the rules as data, how they are counted, and how a date explains itself."""
