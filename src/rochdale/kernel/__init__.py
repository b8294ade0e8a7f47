"""Plain Python that every rule may use: money, exchange, quantity, period, place, refusal, ids. No Django, no clock, no language."""
