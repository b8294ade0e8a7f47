"""Every question to the register."""
