"""The same four steps as others would write them: what ours is measured against."""
