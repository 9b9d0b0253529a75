"""Generated from ui/ and resources/ by packaging/build_forms.py; not written by hand."""
