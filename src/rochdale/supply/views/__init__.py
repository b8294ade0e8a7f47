"""Pages of this context, a module for each area."""
