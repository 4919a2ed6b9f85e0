"""What a command's exit code says: done, faults found, something unread or unwritten, interrupted."""

DONE, FAULTS, UNREAD, INTERRUPTED = 0, 1, 2, 130
