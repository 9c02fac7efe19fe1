"""The same inbox and the same steps for programs: JSON over HTTP, behind tokens."""
