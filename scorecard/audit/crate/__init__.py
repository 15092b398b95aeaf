"""A quarter for an archive: an RO-Crate with what went in, what came out, the code, and how to check it."""
