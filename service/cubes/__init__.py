"""Ratings and survey answers counted into fixed cubes, which is all that pages read of them."""
