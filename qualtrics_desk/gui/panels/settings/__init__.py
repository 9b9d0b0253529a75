"""Settings: appearance, profiles, data on this machine, diagnostics, about."""
