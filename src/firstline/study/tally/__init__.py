"""Rows of simulated calls become counts that can be added up."""
