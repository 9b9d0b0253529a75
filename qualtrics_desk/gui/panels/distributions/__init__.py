"""What was sent and made, who answered, which links end."""
