"""Persons, organizations, the offices they hold in time, sign-in, and who may do what."""
