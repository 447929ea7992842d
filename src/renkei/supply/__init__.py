"""The supply: concentration, shocks and sharing. Nothing stands here yet."""
