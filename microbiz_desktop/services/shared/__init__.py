"""What all services use: what they stand on, words, names of files, values of screens."""
