"""Every question about trade. Answers hold a sealed price only where the reader may see it."""
