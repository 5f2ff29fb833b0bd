"""What the law of citizen reception asks for: the schedule, the register, the help at a counter. Pure."""
