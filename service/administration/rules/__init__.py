"""What may be changed, from which day, and what a change says. Pure."""
