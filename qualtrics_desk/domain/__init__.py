"""Structs and pure rules of the product. No input or output, no other room imported."""
