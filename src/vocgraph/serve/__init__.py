"""Shows a library as pages and JSON."""
