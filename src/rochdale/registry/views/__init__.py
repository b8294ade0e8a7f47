"""The pages of this context."""
