"""Satisfaction, trust and results of each agency and period: computed, kept, published, compared, frozen."""
