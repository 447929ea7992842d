"""Answers into something to read: tables, documents, calendars, and the coordination update."""
