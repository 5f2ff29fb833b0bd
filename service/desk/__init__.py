"""The officers' rooms: the inbox, a case and what is decided in it, and what makes the work lighter."""
