"""The contacts room: lists, their contacts, and staged edits."""
