"""Privacy of certificates: what they say is public, who issued them is a deed."""

from __future__ import annotations

from rochdale.base.privacy import classify, internal, named, public, told

_PRINTED = "stands on the certificate, or checks it"

classify("registry.CertificateKey", public(_PRINTED, "id", "x", "since_at"))
classify(
    "registry.KeyWithdrawal",
    public("which keys are believed no more", "key", "at"),
    internal("joins rows; says nothing by itself", "by_id"),
    told("base.deeds", "reason"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "registry.Certificate",
    public(_PRINTED, "id", "serial", "entity", "on", "issued_at", "office", "statement", "key", "instead_of"),
    told("base.deeds", "signed"),
    internal("joins rows; says nothing by itself", "by_id"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
