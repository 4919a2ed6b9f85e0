"""The .xlsx container: the ZIP archive, its parts, their relations, and the limits a file from outside must keep."""
