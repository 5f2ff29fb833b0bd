"""Handing in a register, drawing from it, inviting, answering."""
