"""``watch``: grades an exercise again on every save, and shows what came of it."""
