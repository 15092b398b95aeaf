"""Is our data sound, and does print agree with itself?"""
