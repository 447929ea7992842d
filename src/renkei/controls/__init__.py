"""The controls: export-control regimes as executable rules. Nothing stands here yet."""
