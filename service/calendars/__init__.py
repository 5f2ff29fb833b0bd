"""The days nobody works, and the time limits of the law, both dated."""
