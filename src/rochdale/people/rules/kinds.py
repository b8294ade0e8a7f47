"""Kinds of organizations and the offices that exist in each. An office outside its kind would carry powers nobody gave."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """What an organization is in the world of cooperatives."""

    COOPERATIVE = "cooperative"
    GROUP = "group"
    UNION = "union"
    CONSUMER_COOPERATIVE = "consumer-cooperative"
    REGISTRAR = "registrar"
    TRAINING_BODY = "training-body"
    AUDIT_BODY = "audit-body"
    FUND = "fund"
    LENDER = "lender"
    MARKET_OPERATOR = "market-operator"


class OfficeName(StrEnum):
    """What a person is in an organization, for a time."""

    MEMBER = "member"
    CHAIR = "chair"
    SECRETARY = "secretary"
    TREASURER = "treasurer"
    BOARD_MEMBER = "board-member"
    MANAGER = "manager"
    CLERK = "clerk"
    BUYER = "buyer"
    REGISTRAR = "registrar"
    FACILITATOR = "facilitator"
    TRAINER = "trainer"
    ASSESSOR = "assessor"
    FUND_OFFICER = "fund-officer"
    COMMITTEE_MEMBER = "committee-member"
    CREDIT_OFFICER = "credit-officer"
    MARKET_OPERATOR = "market-operator"
    EDITOR = "editor"


LEADING = frozenset({OfficeName.CHAIR, OfficeName.SECRETARY, OfficeName.MANAGER})
"""Those who may appoint others, and answer for the organization."""

_GOVERNED = LEADING | {OfficeName.MEMBER, OfficeName.TREASURER, OfficeName.BOARD_MEMBER, OfficeName.CLERK}
_OFFICE = frozenset({OfficeName.MANAGER, OfficeName.CLERK})

OFFICES_OF: Mapping[Kind, frozenset[OfficeName]] = {
    Kind.COOPERATIVE: _GOVERNED | {OfficeName.FACILITATOR},
    Kind.GROUP: _GOVERNED | {OfficeName.FACILITATOR},
    Kind.UNION: _GOVERNED | {OfficeName.FACILITATOR, OfficeName.ASSESSOR, OfficeName.BUYER},
    Kind.CONSUMER_COOPERATIVE: _GOVERNED | {OfficeName.BUYER},
    Kind.REGISTRAR: _OFFICE | {OfficeName.REGISTRAR, OfficeName.EDITOR},
    Kind.TRAINING_BODY: _OFFICE | {OfficeName.FACILITATOR, OfficeName.TRAINER},
    Kind.AUDIT_BODY: _OFFICE | {OfficeName.ASSESSOR},
    Kind.FUND: _OFFICE | {OfficeName.FUND_OFFICER, OfficeName.COMMITTEE_MEMBER},
    Kind.LENDER: _OFFICE | {OfficeName.CREDIT_OFFICER, OfficeName.COMMITTEE_MEMBER},
    Kind.MARKET_OPERATOR: _OFFICE | {OfficeName.MARKET_OPERATOR, OfficeName.EDITOR},
}

MEMBERS_OF_UNIONS = frozenset({Kind.COOPERATIVE, Kind.GROUP, Kind.CONSUMER_COOPERATIVE, Kind.UNION})
"""Kinds that may belong to a union: cooperatives of any sort, and smaller unions to a larger one."""

SET_UP_BY_THE_INSTALLATION = frozenset({Kind.REGISTRAR, Kind.MARKET_OPERATOR})
"""Bodies that watch over others. Only whoever runs the installation sets them up; otherwise each could make the other."""

STRICT = frozenset({OfficeName.REGISTRAR, OfficeName.TREASURER, OfficeName.MARKET_OPERATOR})
"""Offices whose powers need a second factor, and whose holders no single officer can let in again."""
