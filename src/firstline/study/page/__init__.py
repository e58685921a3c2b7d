"""One page that a manager would print: charts, tables, sentences."""
