"""Django's own database backends, each with the little that our databases must know besides."""
