"""What the records say: measures with their formulas, and reports made of them."""
