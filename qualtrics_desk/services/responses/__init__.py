"""Responses of surveys: bringing them out of the service."""
