"""What an administrator does. Each reads as: load, decide, save, in one transaction."""
