"""Who denounces: sealed, opened only by whoever must, and every opening is written down."""
