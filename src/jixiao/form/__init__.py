"""The domain model: one project's self-evaluation form and what can be said about it."""
