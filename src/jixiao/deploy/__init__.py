"""Onto the PC: building the add-in, installing it, the offline package."""
