"""The controls: export-control regimes as rules that are read, judged for an item or a whole table, and worded."""
