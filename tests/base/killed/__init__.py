"""An application that only the crash test installs: an import kind whose rows are rates."""
