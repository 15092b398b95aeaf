"""Data and reports that live in a store (``s3://…``): a copy of them here, and back what a command changed."""
