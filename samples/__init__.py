"""Invented office files for the demo, and the script that makes them."""
