"""Network: the map of who knows whom, skills, referrals, events."""
