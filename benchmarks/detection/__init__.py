"""A labelled set of invented passages and documents, and how well they are judged."""
