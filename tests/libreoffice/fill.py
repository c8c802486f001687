"""Fills cells of workbooks in LibreOffice and saves them, as a reviewer would.

fill.py JOBS.json: a list of {input, cells: [{sheet, row, column, text|number}], outputs}.
LibreOffice runs without a screen, with a user profile of its own, and never longer than
the limit; a locked cell that could be written in is an error.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time

LIMIT = 240

try:
    import uno
    from com.sun.star.beans import PropertyValue
except ImportError:
    sys.exit("python3 has no module uno: install python3-uno")


def prop(name, value):
    item = PropertyValue()
    item.Name = name
    item.Value = value
    return item


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    url = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    while True:
        try:
            return resolver.resolve(url)
        except Exception:
            time.sleep(0.3)


def fill(desktop, job):
    path = uno.systemPathToFileUrl(job["input"])
    document = desktop.loadComponentFromURL(path, "_blank", 0, (prop("Hidden", True),))
    # Otherwise every cell that is filled in calculates all the others anew.
    document.enableAutomaticCalculation(False)
    document.lockControllers()
    document.addActionLock()
    sheets = {name: document.Sheets.getByName(name) for name in document.Sheets.ElementNames}
    for cell in job["cells"]:
        target = sheets[cell["sheet"]].getCellByPosition(cell["column"], cell["row"])
        if target.CellProtection.IsLocked:
            sys.exit(f"{cell['sheet']} {cell['row']},{cell['column']} is locked")
        if "number" in cell:
            target.Value = cell["number"]
        else:
            target.String = cell["text"]
    for name, sheet in sheets.items():
        if not sheet.isProtected():
            sys.exit(f"{name} is not protected")
        if not sheet.getCellByPosition(0, 0).CellProtection.IsLocked:
            sys.exit(f"the title of {name} can be written in")
    document.removeActionLock()
    document.unlockControllers()
    document.enableAutomaticCalculation(True)
    document.calculateAll()
    for output in job["outputs"]:
        name = "calc8" if output.endswith(".ods") else "Calc MS Excel 2007 XML"
        document.storeToURL(uno.systemPathToFileUrl(output), (prop("FilterName", name),))
    document.close(True)


def main():
    with open(sys.argv[1], encoding="utf-8") as jobs:
        jobs = json.load(jobs)
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"stickprov{os.getpid()}"
        office = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation={uno.systemPathToFileUrl(profile)}",
                "--headless",
                "--norestore",
                "--nologo",
                "--nofirststartwizard",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # A group of its own, so that ending it ends what it started and nothing else.
            start_new_session=True,
        )

        def too_long(_signal, _frame):
            raise TimeoutError

        signal.signal(signal.SIGALRM, too_long)
        signal.alarm(LIMIT)
        try:
            context = connect(pipe)
            desktop = context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
            for job in jobs:
                fill(desktop, job)
            try:
                desktop.terminate()
            except Exception:
                pass
            office.wait(timeout=20)
        except TimeoutError:
            sys.exit(f"LibreOffice gave no answer within {LIMIT} s")
        finally:
            signal.alarm(0)
            if office.poll() is None:
                os.killpg(office.pid, signal.SIGKILL)
                office.wait()


main()
