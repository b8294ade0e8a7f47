"""What makes a course pack sound, as plain functions over frozen facts."""
