"""The buttons for LibreOffice: an extension (.oxt) with menu and toolbar, and its installation for one user."""
