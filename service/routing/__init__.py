"""Which field of social policy a matter belongs to, and who must answer for it."""
