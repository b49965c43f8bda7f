"""Measurements: speed, memory, detection, the model, the audit trail. No test depends on them."""
