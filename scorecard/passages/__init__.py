"""Running text as its readers see it: which lines are read, what "now" is in them, and the words they are asked for."""
