"""Sends a built letter to people, one message each, and nobody twice.

- ``people``: who is to get it, from a list or from the command line
- ``settings``: the mail server, from the environment
- ``letters``: the built message, filled for one person
- ``record``: who got what, written before and after each message
- ``post``: the conversation with the mail server
- ``delivery``: one after the other, at a pace, with patience
"""

from __future__ import annotations
