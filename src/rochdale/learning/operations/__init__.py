"""Every change of the learning context."""

from rochdale.learning.operations.groups import RunSheet, as_group, begin_draft, digest_of, keep_run, look_after, write_on_draft

__all__ = ["RunSheet", "as_group", "begin_draft", "digest_of", "keep_run", "look_after", "write_on_draft"]
