"""Sending up and giving back: the clean copy with its manifest, mail drafts, and what a returned file holds."""
