"""The package for a Windows PC without a network: all wheels, the add-in, and a file to double-click."""
