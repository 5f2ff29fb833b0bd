"""What only complaints and denunciations have: level, signature, body complained of, complexity, outcome; their groups and links."""
