"""What a sign is, and who decides on it. Pure."""
