"""Commands of the plumbing: `work` and `tick`."""
