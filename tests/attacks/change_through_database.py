"""Lets SQLite, written in C, make its files elsewhere.

exercise: e01
unconfined: changes
"""

import sqlite3

try:
    connection = sqlite3.connect("@OUTSIDE@/new.db")
    connection.execute("create table t (x)")
    loot = "a database"
except sqlite3.Error:
    loot = None

raise RuntimeError(f"{loot = }")
