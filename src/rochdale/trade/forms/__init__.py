"""Shapes of what people type. Forms parse; what may be is asked of rules by operations."""
