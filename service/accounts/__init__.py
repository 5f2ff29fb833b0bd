"""Officers: who they are, what they may do at which agency, and their sessions."""
