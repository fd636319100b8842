"""The recto-verso handout: an edition on two pages, to be read on one and answered on the other.

- ``pieces``: text and questions cut into pieces that stay whole
- ``packing``: which pieces fill two columns, by their heights
- ``choosing``: measures the pieces of a handout, and says what goes on it
- ``making``: the sheets and keys for what was chosen

What fits is known only when it was laid out. So the choice is an artifact of its own, a private
JSON file made by a worker, and sheets and keys are made from it.
"""

from __future__ import annotations
