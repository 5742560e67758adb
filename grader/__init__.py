"""Autograder of the Builders' Guide kata: observes submitted code in one process and judges it in another."""

__version__ = "0.1.0"
