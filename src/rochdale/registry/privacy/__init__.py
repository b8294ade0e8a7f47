"""How private what the register keeps is: this context's part of the privacy register."""

from rochdale.registry.privacy import certificates as _certificates  # noqa: F401  # each classifies its tables
from rochdale.registry.privacy import desks as _desks  # noqa: F401
from rochdale.registry.privacy import dossiers as _dossiers  # noqa: F401
from rochdale.registry.privacy import ledger as _ledger  # noqa: F401
from rochdale.registry.privacy import names as _names  # noqa: F401
from rochdale.registry.privacy import standing as _standing  # noqa: F401
from rochdale.registry.privacy import twice as _twice  # noqa: F401
