"""Questions: what editors may write, what the content yields, and how both become questions.

``kinds/`` holds one kind a file, found through the registry; ``context`` is what a kind may
look at; ``distractors`` makes wrong answers under the rule that no source asserts them.
"""

from __future__ import annotations
