"""Decisions of the site: what is shown when and in which language, what may be published, what of a text is kept, what a search finds."""
