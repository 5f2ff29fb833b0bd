"""Who exists and since when: areas, agencies, and which of them took over what from which."""
