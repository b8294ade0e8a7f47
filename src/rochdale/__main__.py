"""`python -m rochdale` is the command line."""

from rochdale.config.cli import main

main()
