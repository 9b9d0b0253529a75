"""The client of the service. Qt-free; knows nothing of files, databases and jobs."""
