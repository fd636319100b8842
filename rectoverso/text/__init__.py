"""What the engine knows of text: pure functions of a text and a language.

Every offset is an index of code points into the text that was passed in. The grammar comes
from ``rectoverso.languages``; the engine here names no language.
"""
