"""The chain engine: what is lost along the chain of goods when a place, a link or a share of a stage stops.

The model and its notation stand in `docs/method/chain.md`.
"""
