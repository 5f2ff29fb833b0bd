"""How a resident files: what happened, where, about what, who they are, look over, sent."""
