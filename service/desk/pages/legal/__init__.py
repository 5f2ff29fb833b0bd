"""Complaints and denunciations at the desk: every step that their laws know is a resource of its own."""
