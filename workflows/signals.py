"""What must go up from a step, told inside its transaction."""

from django.dispatch import Signal

# step (str), case (Case), record (Record), before (its fields as read); sender is the model
step_taken = Signal()
# document, case; sender is the document's model
document_opened = Signal()
# document; sender is the document's model; its content changed inside a state
content_changed = Signal()
