"""SQLite whose triggers survive when Django builds a table anew."""
