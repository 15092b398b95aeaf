"""What a document would become, and what would teach the words what is not understood of it. Nothing is stored."""
