"""Pages of the learning context."""
