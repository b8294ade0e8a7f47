"""PostgreSQL that is told before each question whose rows may be seen."""
