"""Settings, addresses, API and command line: the only package that knows all the others."""
