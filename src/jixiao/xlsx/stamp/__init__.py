"""Writing sheets as XML from the prototypes in template.xlsx."""
