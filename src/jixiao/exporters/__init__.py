"""Forms and findings to other formats."""
