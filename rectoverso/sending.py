"""The command ``send``: what was typed becomes an order, and what came of it becomes lines."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from rectoverso import pipeline
from rectoverso.arguments import WrongUsage
from rectoverso.languages import Language
from rectoverso.problems import Problem, has_errors, in_order
from rectoverso.report import sending as told
from rectoverso.send import delivery, order, people, record, settings

FINE, PROBLEMS, INTERRUPTED = 0, 1, 130

Show = Callable[[tuple[Problem, ...], Mapping[str, str]], int]
"""Prints problems with lines of the files that they stand in, by path."""


def run(
    options: Namespace,
    root: Path,
    spoken: Language,
    *,
    today: date,
    show: Show,
    progress: delivery.Progress | None,
) -> int:
    """Sends a letter, or shows who would get it.

    Args:
        options: as typed, with ``asked``, the value of ``--language`` or an empty text.
        root: the publication.
        spoken: language of what is told.
        today: editions of a later date have no letter yet.
        show: prints problems.
        progress: told after each message.

    Returns:
        0 when everybody has it, 1 when the content has errors or somebody has not got it, 130
        after Ctrl-C.

    Raises:
        WrongUsage: there is no such letter, no such list or no mail server.
    """
    wanted = _order(options, root, spoken)
    server = None if options.dry_run else _server(spoken)
    filled, texts = _filled(wanted, root, today, spoken)
    if filled.problems:
        show(filled.problems, texts)
    if has_errors(filled.problems):
        print(spoken.say("mail.not-sent"))
        return PROBLEMS
    test = wanted.listed is None
    log = record.path_of(root, wanted.edition)
    retry = options.retry_unsure
    if server is None:
        known = {} if test else record.known(log)
        plan = delivery.plan(filled.parcels, known, retry_unsure=retry)
        print(told.planned(plan, spoken, unread=filled.unread))
        return FINE
    try:
        with record.opened(log) as opened:
            known = {} if test else record.known(log)
            plan = delivery.plan(filled.parcels, known, retry_unsure=retry)
            run = delivery.Sending(server, opened, options.per_minute, test=test, progress=progress)
            result = run.run(plan.waiting)
    except record.InUse:
        print(spoken.say("mail.in-use"))
        return PROBLEMS
    except OSError as error:
        reason = error.strerror or type(error).__name__
        print(spoken.say("mail.no-record", path=f"{record.FOLDER}/{log.name}", reason=reason))
        return PROBLEMS
    print(told.done(result, plan, spoken, unread=filled.unread))
    if result.interrupted:
        return INTERRUPTED
    return PROBLEMS if result.failed or plan.unsure else FINE


def _order(options: Namespace, root: Path, spoken: Language) -> order.Order:
    if bool(options.to) == (options.list is not None):
        raise WrongUsage(spoken.say("mail.to-or-list"))
    named = []
    for text in options.to:
        mailbox = people.address(text)
        if mailbox is None:
            raise WrongUsage(spoken.say("mail.no-address", found=text))
        named.append(people.Person(mailbox))
    if options.list is None:
        return order.Order(options.slug, options.asked, tuple(named))
    path: Path = options.list
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise WrongUsage(spoken.say("mail.no-file", path=path, reason=reason)) from error
    full = path.resolve()
    inside = full.is_relative_to(root.resolve())
    file = full.relative_to(root.resolve()).as_posix() if inside else path.as_posix()
    return order.Order(options.slug, options.asked, listed=content, file=file)


def _server(spoken: Language) -> settings.Settings:
    try:
        return settings.from_environment(os.environ)
    except settings.BadSetting as bad:
        raise WrongUsage(spoken.say(f"mail.setting-{bad.problem}", name=bad.name)) from bad


def _filled(
    wanted: order.Order, root: Path, today: date, spoken: Language
) -> tuple[order.Filled, Mapping[str, str]]:
    """The order filled, with all problems in order, and the texts that these stand in."""
    passed = pipeline.passes(pipeline.Request(root, today=today), publish=False)
    if passed.publication is None:
        return order.Filled((), in_order(passed.problems)), {}
    texts = dict(passed.publication.texts)
    errors = tuple(problem for problem in passed.problems if has_errors((problem,)))
    if errors:
        return order.Filled((), in_order(errors)), texts
    fresh = {path: item.content for path, item in passed.made.made.items()}
    try:
        site = root / pipeline.SITE
        filled = order.parcels(wanted, passed.publication.head.languages, fresh, site)
    except order.NoLetter as none:
        raise WrongUsage(_no_letter(wanted, none, spoken)) from none
    if wanted.listed is not None:
        texts[wanted.file] = wanted.listed.decode("utf-8", errors="replace")
    return replace(filled, problems=in_order(filled.problems)), texts


def _no_letter(wanted: order.Order, none: order.NoLetter, spoken: Language) -> str:
    if not none.languages:
        return spoken.say("mail.no-letter", found=wanted.edition)
    allowed = ", ".join(none.languages)
    return spoken.say(
        "mail.no-letter-in", found=wanted.edition, language=wanted.language, allowed=allowed
    )
