"""Render the pictures of docs/按钮: each button pressed in LibreOffice, the document after it, what it asked and said."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "按钮" / "pictures"
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Write the pictures of the buttons named on the command line, or of all."""
    from button_scenes import SCENES
    from figures import keep

    from xlwings_libreoffice import office

    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[1:] or SCENES:
        with tempfile.TemporaryDirectory() as place:
            os.environ["LOCALAPPDATA"] = str(Path(place) / "user")
            with office(Path(place) / "office") as app:
                _take(app, name, Path(place))
    if not sys.argv[1:]:
        keep("button_pictures")


def _take(app: object, name: str, place: Path) -> None:
    from button_scenes import SCENES, Show
    from pixels import below, write_png
    from tests.live.stage import SAMPLE, opened

    from jixiao.actions.clear import cleared
    from jixiao.actions.open import load

    plain = place / "plain.xlsx"
    plain.write_bytes(cleared(load(SAMPLE)))
    with opened(app, plain, place, SAMPLE.name) as stage:
        show = Show(stage)
        SCENES[name](show)
        target = PICTURES / f"{name}.png"
        write_png(below(*show.pictures), target)
        print(f"{target.name}: {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
