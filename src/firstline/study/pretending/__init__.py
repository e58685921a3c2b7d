"""What pretending gains, who pays, and which rules make it pointless."""
