"""Questions, kinds of answers, and what is answered."""
