"""The supply: who makes what and where, how concentrated that is, what a cut does, who gets what in a shortage."""
