"""The figures of each agency, and the cases behind each figure."""
