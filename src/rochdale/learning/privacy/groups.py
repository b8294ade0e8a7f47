"""Privacy of groups that learn: names stay with the group and whoever has its key; the sheets are counted without them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.privacy import classify, internal, kind, named, of, public, told

kind(
    "learning.sheet",
    title=_("What a group that learns wrote on its sheet"),
    why=_("The group finds again what it did, made and promised; certificates need attendance and both answers."),
    seen_by=_("The group, by its key, and whoever it shows it to. Others see numbers only."),
)
_WHAT, _WHEN = "which module of which pack was done, how and for how long", "when it was recorded"

classify(
    "learning.Group",
    internal("by which key a group is found, and who hosts it", "id", "key_sha256", "host_id", "began_at"),
    told("learning.sheet", "name", "place"),
)
classify(
    "learning.GroupRun",
    internal(_WHAT, "id", "group", "pack", "version", "module", "language", "origin", "began_on", "minutes", "by_id", "at"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify("learning.ActivityRun", internal(_WHAT, "id", "run", "activity", "minutes"), told("learning.sheet", "made"))
classify(
    "learning.Attendance",
    internal(
        "sex and band of age for the statistics, and the answers before and after", "id", "run", "number", "sex", "age", "before", "after"
    ),
    told("learning.sheet", "name"),
)
classify("learning.ActionItem", internal(_WHAT, "id", "run", "number", "by_on"), told("learning.sheet", "what", "who"))
classify(
    "learning.Visit",
    internal("how a promise stands", "id", "promise", "on", "found", "by_id", "at"),
    told("learning.sheet", "note"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "learning.RunDraft",
    internal("a sheet that is being filled in", "id", "pack", "module", "language", "page_at", "at"),
    told("learning.sheet", "fields"),
)

kind(
    "learning.certificate",
    title=_("Certificates of learning"),
    why=_("Its holder shows what was learned; whoever is shown it asks whether it is true."),
    seen_by=_("What was learned: whoever is shown the certificate. The name: the group, its host, and whoever sees the paper."),
)
_SIGNED = "stands on the certificate, or checks it"
classify("learning.CredentialKey", public(_SIGNED, "id", "jwk", "since_at"))
classify(
    "learning.Credential",
    public(
        _SIGNED, "id", "code", "kind", "issuer_id", "issuer", "issuer_code", "achievement", "title", "language", "subject_id", "address",
        "status_index", "key", "issued_at", "valid_until", "names_holder",
    ),
    internal("which sheets prove it, and who issued it", "group", "evidence", "by_id"),
    told("learning.certificate", "holder"),
    of("learning.certificate", "token"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)  # fmt: skip
classify(
    "learning.Revocation",
    public("which certificates were taken back", "credential", "at"),
    internal("joins rows; says nothing by itself", "by_id"),
    told("base.deeds", "reason"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
