"""The same thing said by many: what is alike is proposed, answered once for all, and told to those who have not written yet."""
