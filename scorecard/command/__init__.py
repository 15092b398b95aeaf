"""The commands of the command line: what each runs, and the table of them with their options."""
