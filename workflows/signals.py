"""What must go up from a step: inside its transaction, or after it."""

from django.dispatch import Signal

# step (str), case (Case), record (Record); sender is the model
step_taken = Signal()
# document; sender is its model; told by a worker after the commit (workflows.changes); a receiver
# is atomic, so that what it left half done when it failed is undone and the others go on
changed = Signal()
