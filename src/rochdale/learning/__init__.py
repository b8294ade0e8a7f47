"""Learning: course packs that a group follows without a teacher, what the groups did, and the trainers behind them."""
