"""What the law of a place says, as plain functions over frozen facts."""
