"""Collecting: folders and mails of forms → what each file holds, the latest of each project, a cache of what was read."""

import sys

from jixiao import Verb

sys.modules[__name__].__class__ = Verb
