"""The rooms of the window; none knows another."""
