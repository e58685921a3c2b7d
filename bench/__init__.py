"""Benchmarks: each measures the product from outside and prints one JSON document."""
