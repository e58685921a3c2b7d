"""Exact results of queueing theory, as plain functions of numbers."""
