"""What must go up from a step, told inside its transaction."""

from django.dispatch import Signal

# step (str), case (Case), record (Record); sender is the document's model
step_taken = Signal()
# document, case; sender is the document's model
document_opened = Signal()
