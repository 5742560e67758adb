"""The score report: its schema, where it is kept and how a terminal shows it."""
