"""Pure values and rules of agreements; standard library only."""
