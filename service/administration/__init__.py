"""What an administrator of the province keeps: who answers for what, and which body succeeds which; each change by its decision."""
