"""The add-in on a user's PC: where its parts go, what installing and uninstalling do, and whether all is in place."""
