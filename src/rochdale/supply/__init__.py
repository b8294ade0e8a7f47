"""From a member's plot to a lot that proves itself: growers and plots, collection day, stock, processing, lots, traceability, evidence."""
