"""The sections of a coordination update, each made of the same brief."""
