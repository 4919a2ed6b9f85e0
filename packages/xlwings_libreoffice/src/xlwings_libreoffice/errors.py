"""The error a caller sees where Excel would raise one through COM; same shape, other name."""

from __future__ import annotations

EXCEPTION_OCCURRED = -2147352567
APPLICATION_DEFINED = -2146827284
BUSY = -2147418111
PARAMETER_NOT_OPTIONAL = -2147352561


class ComError(Exception):
    """Excel refused; `args` are laid out as those of pywin32's `com_error`."""

    def __init__(self, message: str, code: int = APPLICATION_DEFINED) -> None:
        self.hresult = EXCEPTION_OCCURRED
        self.strerror = "Exception occurred."
        self.excepinfo = (0, "LibreOffice", message, None, 0, code)
        self.argerror = None
        super().__init__(self.hresult, self.strerror, self.excepinfo, self.argerror)

    def __str__(self) -> str:
        return self.excepinfo[2]
