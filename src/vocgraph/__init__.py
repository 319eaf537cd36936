"""Search and knowledge graph over Chinese vocational-education annual quality reports."""
