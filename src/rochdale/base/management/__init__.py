"""What an installation runs by itself."""
