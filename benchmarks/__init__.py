"""What the product costs beside the least work that gives the same result (docs/performance.md)."""
