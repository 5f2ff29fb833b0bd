"""Cases: what was sent, who has it, what was done to it, and by when the next thing is due."""
