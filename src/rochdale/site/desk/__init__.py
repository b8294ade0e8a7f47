"""The desk: the pages on which a person sees the plumbing at work: jobs, files, imports, and who did what."""
