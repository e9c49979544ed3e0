"""Who knows whom, referrals, events, skills, and what to do next."""
