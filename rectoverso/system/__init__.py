"""What the machine gives: the environment of packages, Pango, the reader's language.

Standard library only: the door runs these modules before anything is installed.
"""

from __future__ import annotations
