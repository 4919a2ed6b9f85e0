"""The Excel add-in: built from `macros/` without Excel, its VBA project written by the published file formats."""
