"""Citizen reception: on which days heads receive, the register of visits, what was concluded, filing for somebody at a counter."""
