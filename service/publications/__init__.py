"""Outcomes that were made public, as everybody reads them."""
