"""The commands: each module says its arguments and prints what its action gave."""
