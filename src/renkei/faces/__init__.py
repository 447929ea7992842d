"""The faces: they only render what the desk and the report return."""
