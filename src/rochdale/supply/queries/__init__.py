"""Every question of this context."""
