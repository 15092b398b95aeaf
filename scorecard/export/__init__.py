"""The tables as other tools take them: what each column is, a data package of it, files of CSV or parquet."""
