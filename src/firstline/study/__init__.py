"""Questions asked of a simulated hotline: how it goes, what would change, which way is best."""
