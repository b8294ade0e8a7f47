"""Every change of the learning context."""

from rochdale.learning.operations.credentials import CredentialOrder, issue_credential, revoke_credential
from rochdale.learning.operations.groups import RunSheet, as_group, begin_draft, digest_of, keep_run, look_after, write_on_draft

__all__ = [
    "CredentialOrder",
    "RunSheet",
    "as_group",
    "begin_draft",
    "digest_of",
    "issue_credential",
    "keep_run",
    "look_after",
    "revoke_credential",
    "write_on_draft",
]
