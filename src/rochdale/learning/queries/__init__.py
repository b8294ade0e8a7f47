"""Every question about the learning context."""
