"""Run every benchmark: `python -m bench [reading|writing|starting|collecting|live]`. Each prints ratios to a floor of the same run."""

import sys

from bench import collecting, live, reading, starting, writing

PARTS = {"reading": reading, "writing": writing, "starting": starting, "collecting": collecting, "live": live}

for name in sys.argv[1:] or PARTS:
    PARTS[name].main()
