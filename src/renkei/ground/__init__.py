"""Words every room shares: days, texts, sources, errors, reading files. Knows nothing above it."""
