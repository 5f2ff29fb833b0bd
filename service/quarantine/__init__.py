"""Signs that ratings are made or askings steered: found day by day, held back only when two people say so."""
