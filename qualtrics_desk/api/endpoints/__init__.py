"""The service's calls by area: each function builds a request, none sends one."""
