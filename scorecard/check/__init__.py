"""A pack checked as it comes, before it is published: read, held against itself, told; nothing is stored."""
