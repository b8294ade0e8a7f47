"""How private what learning keeps is: this context's part of the privacy register."""

from rochdale.learning.privacy import groups as _groups  # noqa: F401  # each classifies its tables
from rochdale.learning.privacy import workshops as _workshops  # noqa: F401
