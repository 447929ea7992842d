"""Questions about a shock as small files, put to any engine: one by one, swept over everything, or drawn at random."""
