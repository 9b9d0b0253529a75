"""The room of the people: users, groups, divisions, the organisation."""
