"""For authors: stubs derived from solutions, checks run in one process with a debugger."""
