"""How cases were settled, as counts for the index; and the sample of rejections that inspectors judge again."""
