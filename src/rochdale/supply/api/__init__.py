"""The API of this context, a router for each area."""

from rochdale.supply.api.proof import router as proof

routers = (proof,)
