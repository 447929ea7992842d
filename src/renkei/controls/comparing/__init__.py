"""Two sets of rules side by side: which goods one of them controls and the other does not."""
