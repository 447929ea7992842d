"""Sharing in a shortage: needs, stocks, capacities and pledges in; who gets what under each rule, proved, out.

`case` holds what is given, `reading` reads it from files, `rules` shares it, `proving` checks the result on its own.
Only `solving` knows the optimiser, and loads it when it is first needed.
"""
