"""What the tool does: one verb, one file, one button, one command."""
