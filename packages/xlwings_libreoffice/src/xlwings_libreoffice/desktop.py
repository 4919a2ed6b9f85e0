"""Questions put to the person at the screen, in LibreOffice's own windows."""

from __future__ import annotations

from typing import Any

from xlwings_libreoffice.bridge import constant, path_of, url_of
from xlwings_libreoffice.dialogs import Dialogs, Question

BUTTONS = {"ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}
PRESSED = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}
FILES, FOLDERS = (
    "com.sun.star.ui.dialogs.FilePicker",
    "com.sun.star.ui.dialogs.FolderPicker",
)
OK, CANCEL = 1, 2
# in the units of LibreOffice's dialogs, a quarter of a character's width
WIDTH, LINE, GAP = 200, 14, 6


class Desktop(Dialogs):
    """Shows each question; what was asked stays on record as with prepared answers."""

    def __init__(self, context: Any) -> None:
        super().__init__(handler=self._show)
        self._context = context

    def _show(self, question: Question) -> object:
        if question.kind == "alert":
            return self._alert(question)
        if question.kind == "input":
            return self._input(question)
        return self._folder(question) if question.kind == "folder" else self._files(question)

    def _alert(self, question: Question) -> str:
        kind = "ERRORBOX" if question.default == "critical" else "INFOBOX" if question.choices == "ok" else "QUERYBOX"
        box = self._service("com.sun.star.awt.Toolkit").createMessageBox(
            self._window(),
            constant("awt.MessageBoxType", kind),
            BUTTONS[question.choices],
            question.title,
            question.prompt,
        )
        pressed = PRESSED[box.execute()]
        return "ok" if question.choices == "ok" else pressed

    def _input(self, question: Question) -> str | None:
        """The text typed, None when cancelled."""
        model = self._service("com.sun.star.awt.UnoControlDialogModel")
        lines = question.prompt.count("\n") + 1 + len(question.prompt) // 40
        model.Title, model.Width, model.Height = (
            question.title,
            WIDTH,
            (lines + 2) * LINE + 4 * GAP,
        )
        text = "" if question.default is None else str(question.default)
        _put(
            model,
            "FixedText",
            "prompt",
            GAP,
            lines * LINE,
            Label=question.prompt,
            MultiLine=True,
        )
        _put(model, "Edit", "answer", lines * LINE + 2 * GAP, LINE, Text=text)
        below = (lines + 1) * LINE + 3 * GAP
        _put(
            model,
            "Button",
            "ok",
            below,
            LINE,
            Label="确定",
            PushButtonType=OK,
            DefaultButton=True,
            Width=50,
        )
        _put(
            model,
            "Button",
            "cancel",
            below,
            LINE,
            Label="取消",
            PushButtonType=CANCEL,
            PositionX=70,
            Width=50,
        )
        dialog = self._service("com.sun.star.awt.UnoControlDialog")
        dialog.setModel(model)
        dialog.createPeer(self._service("com.sun.star.awt.Toolkit"), self._window())
        try:
            return str(dialog.getControl("answer").getText()) if dialog.execute() else None
        finally:
            dialog.dispose()

    def _files(self, question: Question) -> list[str] | None:
        picker = self._service(FILES)
        picker.setTitle(question.title)
        picker.setMultiSelectionMode(question.several)
        for one in filter(None, question.choices.split("；")):
            picker.appendFilter(*one.rpartition(" ")[::2])
        if question.default:
            picker.setDisplayDirectory(url_of(str(question.default)))
        return [path_of(url) for url in picker.getSelectedFiles()] if picker.execute() else None

    def _folder(self, question: Question) -> str | None:
        picker = self._service(FOLDERS)
        picker.setTitle(question.title)
        if question.default:
            picker.setDisplayDirectory(url_of(str(question.default)))
        return path_of(picker.getDirectory()) if picker.execute() else None

    def _service(self, name: str) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(name, self._context)

    def _window(self) -> Any:
        frame = self._service("com.sun.star.frame.Desktop").getCurrentFrame()
        return frame.ContainerWindow if frame is not None else None


def _put(model: Any, kind: str, name: str, top: int, height: int, **properties: object) -> None:
    control = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
    placed = {
        "PositionX": GAP,
        "PositionY": top,
        "Width": WIDTH - 2 * GAP,
        "Height": height,
        **properties,
    }
    for key, value in placed.items():
        setattr(control, key, value)
    model.insertByName(name, control)
