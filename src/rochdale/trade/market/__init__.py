"""The engine that clears the market. Free of Django, run as its own process (`python -m rochdale.trade.market`).

Front door: `problem` (what goes in), `plan` (what comes out), `clearing.clear`, `verification.faults`, `explanation`.
"""
