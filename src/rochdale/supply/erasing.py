"""What supply takes out when a person is erased: where the grower lives and is paid. Number, plots and books stay, without the name."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rochdale.base import tenancy
from rochdale.base.erasing import Traces, eraser
from rochdale.supply.models import Grower


@eraser
def take_out(traces: Traces, pseudonym: str, at: datetime) -> None:
    """Village, telephone, card and account of the grower that the person was, in whatever cooperative."""
    with tenancy.everywhere("a person may have delivered to more than one cooperative"):
        for row in Grower.objects.filter(person_id=UUID(str(traces.person_id))):
            row.village, row.card_code, row.means = "", f"erased-{row.id}", "cash"
            row.phone = row.account_holder = row.account_number = row.account_provider = ""
            row.save(update_fields=["village", "phone", "card_code", "means", "account_holder", "account_number", "account_provider"])
