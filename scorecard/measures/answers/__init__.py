"""What the figures say: the rows of the table ``measures``, each question in a module of its own."""
