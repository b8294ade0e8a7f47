"""The public pages: the front door, how it works, the rules in plain words."""
