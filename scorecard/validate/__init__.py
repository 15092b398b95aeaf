"""Is our dataset sound, and does print agree with itself?"""
