"""What invited people say: the register of transactions, the draw, invitations, answers, and how many answered."""
