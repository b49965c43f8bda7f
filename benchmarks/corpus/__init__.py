"""Real files through read, redact and prove, each in the sandbox."""
