"""The index of satisfaction, trust and results (HTK): its statistics, and what of them may be published."""
