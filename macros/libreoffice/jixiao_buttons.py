"""The buttons of 绩效自评 inside LibreOffice: each starts the line of Python that the same button of Excel starts.

It runs in LibreOffice's own Python, which has none of our libraries: it opens a pipe to this LibreOffice, starts the
Python that jixiao was installed with, and that one works on the open workbook through xlwings_libreoffice.
"""

import os
import secrets
import subprocess
import threading

import unohelper
from com.sun.star.awt.MessageBoxType import ERRORBOX, INFOBOX
from com.sun.star.bridge import XInstanceProvider
from com.sun.star.frame import FeatureStateEvent, XDispatch, XDispatchProvider
from com.sun.star.lang import XInitialization, XServiceInfo

NAME = "net.jixiao.Buttons"
SERVICES = ("com.sun.star.frame.ProtocolHandler",)
PROTOCOL = "net.jixiao.button:"
# filled in where the extension is built, from the table of buttons
LINES = dict(line.split("=", 1) for line in """@LINES@""".splitlines() if "=" in line)
TITLE = "绩效自评"
SETTINGS = os.path.join(os.path.expanduser("~"), ".jixiao", "libreoffice.conf")
SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
# what LibreOffice sets for its own Python, and what would lead ours to code of others
FOREIGN = ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "LD_LIBRARY_PATH", "UNO_PATH", "URE_BOOTSTRAP")
NO_WORKBOOK = "当前窗口不是表格。请先打开要处理的工作簿，再点此按钮。"
NO_PYTHON = (
    "找不到运行本工具的 Python（应写在 {}）。请在命令行运行 jixiao addin install --libreoffice，"
    "再重新打开 LibreOffice。"
)
STILL_RUNNING = "上一个按钮还没有做完。请等它结束，再点此按钮。"
FAILED = "没有完成：启动的 Python 停下了（{}）。\n{}\n请运行 jixiao addin status --libreoffice 查看缺什么，或把这句话发给技术人员。"
running = threading.Lock()


def interpreter(settings=SETTINGS):
    """The Python to start; None where none is named or it is gone."""
    try:
        with open(settings, encoding="utf-8") as file:
            path = file.read().strip()
    except OSError:
        return None
    return path if os.path.isabs(path) and os.path.isfile(path) else None


def command(python, pipe, line):
    """What is run: nothing is looked for in the current folder, which may be that of a mailed workbook."""
    return [python, "-P", "-m", "xlwings_libreoffice", pipe, line]


def surroundings(environment):
    """The variables for the Python that is started."""
    return {name: value for name, value in environment.items() if name not in FOREIGN}


class Listeners:
    """The buttons that are on the screen: grey while one of them is at work."""

    def __init__(self):
        self.entries = []

    def add(self, listener, url):
        self.entries = [*self.entries, (listener, url)]
        self.tell_one(listener, url, not running.locked())

    def remove(self, listener, url):
        self.entries = [each for each in self.entries if (each[0], each[1].Complete) != (listener, url.Complete)]

    def tell(self, enabled):
        for listener, url in self.entries:
            try:
                self.tell_one(listener, url, enabled)
            except Exception:  # its window is closed
                self.remove(listener, url)

    def tell_one(self, listener, url, enabled):
        event = FeatureStateEvent()
        event.FeatureURL, event.IsEnabled, event.Requery = url, enabled, False
        listener.statusChanged(event)


listeners = Listeners()


class Office(unohelper.Base, XInstanceProvider):
    """Gives the program at the other end of the pipe this LibreOffice."""

    def __init__(self, context):
        self.context = context

    def getInstance(self, name):
        return self.context


class Press:
    """One press: the pipe, the Python at its other end, and words where that one could not do its work."""

    def __init__(self, context, line):
        self.context = context
        self.line = line

    def start(self):
        """Begin, and leave the windows of LibreOffice to the user meanwhile."""
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self):
        try:
            python = interpreter()
            if python is None:
                self.say(NO_PYTHON.format(SETTINGS), ERRORBOX)
            else:
                self._run(python)
        finally:
            running.release()
            listeners.tell(True)

    def _run(self, python):
        pipe = "jixiao" + secrets.token_hex(8)
        acceptor = self._service("com.sun.star.connection.Acceptor")
        threading.Thread(target=self._serve, args=(acceptor, pipe), daemon=True).start()
        try:
            status, said = self._finished(command(python, pipe, self.line))
        except OSError as error:
            status, said = error.errno, error.strerror
        finally:
            acceptor.stopAccepting()
        if status:
            last = [each for each in said.splitlines() if each.strip()][-1:]
            self.say(FAILED.format(status, "".join(last)), ERRORBOX)

    def _finished(self, words):
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        place = os.path.expanduser("~")
        done = subprocess.run(words, env=surroundings(os.environ), cwd=place, creationflags=flags, check=False, **quiet)
        return done.returncode, done.stderr.decode("utf-8", "replace")

    def _serve(self, acceptor, pipe):
        # nothing comes back where the program ended before it connected
        connection = acceptor.accept("pipe,name=" + pipe)
        if connection is not None:
            factory = self._service("com.sun.star.bridge.BridgeFactory")
            self.bridge = factory.createBridge("", "urp", connection, Office(self.context))

    def say(self, text, kind=INFOBOX):
        """Show words in a window."""
        frame = self._service("com.sun.star.frame.Desktop").getCurrentFrame()
        window = frame.ContainerWindow if frame is not None else None
        self._service("com.sun.star.awt.Toolkit").createMessageBox(window, kind, 1, TITLE, text).execute()

    def _service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)


class Buttons(unohelper.Base, XDispatchProvider, XDispatch, XInitialization, XServiceInfo):
    """What LibreOffice asks for each command that begins with our protocol."""

    def __init__(self, context):
        self.context = context
        self.frame = None

    def initialize(self, arguments):
        self.frame = arguments[0] if arguments else None

    def queryDispatch(self, url, target, flags):
        return self if url.Complete.startswith(PROTOCOL) and url.Complete[len(PROTOCOL) :] in LINES else None

    def queryDispatches(self, requests):
        return tuple(self.queryDispatch(each.FeatureURL, each.FrameName, each.SearchFlags) for each in requests)

    def dispatch(self, url, arguments):
        press = Press(self.context, LINES[url.Complete[len(PROTOCOL) :]])
        if not self._is_spreadsheet():
            press.say(NO_WORKBOOK)
        elif running.acquire(False):
            listeners.tell(False)
            press.start()
        else:
            press.say(STILL_RUNNING)

    def _is_spreadsheet(self):
        model = self.frame.Controller.Model if self.frame is not None and self.frame.Controller is not None else None
        return model is not None and model.supportsService(SPREADSHEET)

    def addStatusListener(self, listener, url):
        listeners.add(listener, url)

    def removeStatusListener(self, listener, url):
        listeners.remove(listener, url)

    def getImplementationName(self):
        return NAME

    def supportsService(self, name):
        return name in SERVICES

    def getSupportedServiceNames(self):
        return SERVICES


g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(Buttons, NAME, SERVICES)
