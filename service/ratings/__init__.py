"""What residents say of a service, and of how their case was treated."""
