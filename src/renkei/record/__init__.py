"""The record: forums, meetings, people, commitments, evidence. What was agreed, and what came of it."""
