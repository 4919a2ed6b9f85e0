"""`Input #` of VBA over a file in a code page, as the add-in's GetConfigFromFile uses it."""


def get_config(content: bytes, ansi: str, name: str) -> str | None:
    """The value of `name` as the macro finds it: fields two by two, the first of the name in any case."""
    fields = list(read_fields(content.decode(ansi)))
    for key, value in zip(fields[::2], fields[1::2], strict=False):
        if key.lower() == name.lower():
            return value
    return None


def read_fields(text: str):
    """Each field `Input #` reads: quoted to the next quote, else to a comma or the line's end."""
    at = 0
    while at < len(text):
        while at < len(text) and text[at] in " \t":
            at += 1
        if at < len(text) and text[at] == '"':
            end = text.index('"', at + 1)
            yield text[at + 1 : end]
            at = end + 1
        else:
            end = min((found for found in (text.find(c, at) for c in ",\r\n") if found >= 0), default=len(text))
            yield text[at:end].rstrip()
            at = end
        if text[at : at + 2] == "\r\n":
            at += 2
        elif at < len(text):
            at += 1
