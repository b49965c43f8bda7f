"""Measure name, place and organisation models on sets that nobody here made, and on our own."""
