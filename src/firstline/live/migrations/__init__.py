"""How the store's tables came to be, revision by revision (Alembic)."""
