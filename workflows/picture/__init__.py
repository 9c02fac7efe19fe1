"""A flow as a picture: drawn from its steps, so that it cannot differ from what the gate does."""
