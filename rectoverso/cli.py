"""Arguments in, problems out, exit code."""

from __future__ import annotations

import errno
import os
import shlex
import shutil
import sys
import tempfile
import textwrap
import traceback
import webbrowser
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from rectoverso import arguments, load, pipeline, report, scaffold, sending
from rectoverso.languages import Language, codes, language
from rectoverso.model.values import is_slug
from rectoverso.problems import Code, Problem, Severity, suggest
from rectoverso.report import summary
from rectoverso.system import reader

FINE = 0
PROBLEMS = 1
WRONG_USAGE = 2
INTERNAL_ERROR = 3
INTERRUPTED = 130


def main(root: str | Path | None = None, argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        root: the publication's folder; without it the nearest one from the current folder up.
        argv: what was typed after the program's name; without it ``sys.argv``.

    Returns:
        0 when all is well, 1 when the content has errors, 2 for wrong usage, 3 for a fault of
        the program, 130 after Ctrl-C.
    """
    asked, typed = arguments.asked_language(sys.argv[1:] if argv is None else argv)
    spoken = _spoken(asked, None)
    try:
        folder = Path(root) if root else load.find_root(Path.cwd())
        spoken = _spoken(asked, folder)
        if asked is not None and asked not in codes():
            raise arguments.WrongUsage(
                _say(spoken, "unknown-value", found=asked, allowed=", ".join(codes()))
            )
        options = arguments.parsed(typed, spoken)
        options.asked = asked or ""
        code = _COMMANDS[options.command](options, folder, spoken)
        sys.stdout.flush()
        return code
    except arguments.WrongUsage as reason:
        _complain(_say(spoken, "wrong-usage", reason=str(reason)))
        return WRONG_USAGE
    except SystemExit:
        return FINE
    except KeyboardInterrupt:
        _complain(_say(spoken, "interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone, as `head` does; nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except Exception as fault:
        _complain(_internal_error(fault, spoken))
        return INTERNAL_ERROR


def _build(options: Namespace, folder: Path | None, spoken: Language) -> int:
    root = _publication(folder, spoken)
    request = pipeline.Request(
        root,
        articles=_folders(options.articles, spoken),
        reshuffle=options.reshuffle is not None,
        reshuffled=_editions(options.reshuffle or (), root, spoken),
        jobs=options.jobs or os.cpu_count(),
        today=_today(),
        drafts=options.drafts,
        progress=_progress(),
    )
    outcome = pipeline.build(request)
    if options.format != "human":
        return _shown(outcome, options.format, root, spoken)
    code = _shown(outcome, "human", root, spoken, everything=False)
    site = f"{_prefix(root)}{pipeline.SITE}"
    print(_say(spoken, "not-published") if code else summary.built(outcome, spoken, site))
    return code


def _check(options: Namespace, folder: Path | None, spoken: Language) -> int:
    root = _publication(folder, spoken)
    articles = _folders(options.articles, spoken)
    request = pipeline.Request(root, articles=articles, accept=options.accept, today=_today())
    outcome = pipeline.check(request)
    code = _shown(outcome, options.format, root, spoken)
    lines = summary.checked(outcome, spoken) if options.format == "human" else ""
    if lines:
        print(lines)
    if options.accept and code and options.format == "human":
        print(_say(spoken, "not-accepted"))
    return code


def _serve(options: Namespace, folder: Path | None, spoken: Language) -> int:
    # Only this command needs what watches files.
    from rectoverso import preview

    root = _publication(folder, spoken)
    wish = preview.Wish(
        root,
        articles=_folders(options.articles, spoken),
        today=_today(),
        port=options.port,
        language=spoken,
        prefix=_prefix(root),
    )

    def opened(url: str) -> None:
        print(spoken.say("serve.serving", url=url), flush=True)
        if options.open:
            webbrowser.open(url)

    try:
        preview.serve(wish, opened)
    except KeyboardInterrupt:
        print(spoken.say("serve.ended"))
    except OSError as refused:
        if refused.errno != errno.EADDRINUSE and not isinstance(refused, PermissionError):
            raise
        raise arguments.WrongUsage(_say(spoken, "port-taken", found=options.port)) from refused
    return FINE


def _new_publication(options: Namespace, folder: Path | None, spoken: Language) -> int:
    return _written(lambda: scaffold.publication(options.folder), "made-publication", spoken)


def _new_edition(options: Namespace, folder: Path | None, spoken: Language) -> int:
    root = _publication(folder, spoken)
    if not is_slug(options.slug):
        raise arguments.WrongUsage(_say(spoken, "bad-slug", found=options.slug))
    return _written(lambda: scaffold.edition(root, options.slug, _today()), "made-edition", spoken)


def _send(options: Namespace, folder: Path | None, spoken: Language) -> int:
    root = _publication(folder, spoken)

    def show(problems: tuple[Problem, ...], texts: Mapping[str, str]) -> int:
        return _shown(pipeline.Outcome(problems, texts), "human", root, spoken)

    return sending.run(options, root, spoken, today=_today(), show=show, progress=_progress())


def _explain(options: Namespace, folder: Path | None, spoken: Language) -> int:
    faults = {code.fault: code for code in Code}
    code = faults.get(options.code.lower()) or Code.__members__.get(options.code.upper())
    if code is None:
        typed = options.code
        close = suggest(typed.upper(), Code.__members__) or suggest(typed.lower(), faults)
        hint = f". {_say(spoken, 'did-you-mean', suggestion=close)}" if close else ""
        raise arguments.WrongUsage(_say(spoken, "unknown-code", found=typed) + hint)
    severity = _say(spoken, code.severity.value)
    paragraphs = spoken.message(code).explain.strip().split("\n\n")
    text = "\n\n".join(textwrap.fill(paragraph, 88) for paragraph in paragraphs)
    print(f"{code.name} {code.fault} ({severity})\n\n{text}")
    return FINE


_COMMANDS: Mapping[str, Callable[[Namespace, Path | None, Language], int]] = {
    "build": _build,
    "check": _check,
    "serve": _serve,
    "new publication": _new_publication,
    "new edition": _new_edition,
    "send": _send,
    "explain": _explain,
}


def _spoken(asked: str | None, folder: Path | None) -> Language:
    """The reader's language: asked for, or the system's, or the publication's first one."""
    if asked in codes():
        return language(str(asked))
    code = reader.preferred(os.environ, codes())
    if code is None and folder is not None:
        code = next((code for code in load.languages(folder) if code in codes()), None)
    return language(code or reader.FALLBACK)


def _publication(folder: Path | None, spoken: Language) -> Path:
    if folder is None or load.find_root(folder) != folder:
        raise arguments.WrongUsage(_say(spoken, "no-publication"))
    return folder


def _folders(named: Sequence[Path], spoken: Language) -> tuple[Path, ...]:
    for path in named:
        if not path.is_dir():
            raise arguments.WrongUsage(_say(spoken, "no-folder", path=path))
    return tuple(path.resolve() for path in named)


def _editions(named: Sequence[str], root: Path, spoken: Language) -> tuple[str, ...]:
    for slug in named:
        path = Path("content", "editions", slug)
        if not is_slug(slug) or not (root / path).is_dir():
            raise arguments.WrongUsage(_say(spoken, "no-folder", path=path.as_posix()))
    return tuple(named)


def _shown(
    outcome: pipeline.Outcome,
    form: str,
    root: Path,
    spoken: Language,
    *,
    everything: bool = True,
) -> int:
    """Print the problems of a run, and give its exit code.

    A build counts the notes on the content without listing them: ``check`` is where they are
    read. Those of publishing tell what it did and what it left out; so does that of a handout,
    since only a build knows what there was room for.
    """
    problems = outcome.problems
    listed = tuple(
        p
        for p in problems
        if everything or p.severity is not Severity.NOTE or _told_by_build(p.code)
    )
    shown = report.Report(
        listed,
        outcome.texts,
        spoken,
        tally=report.tally(problems, spoken),
        entries=outcome.entries,
        made=outcome.made,
        prefix=_prefix(root),
        colour=_takes_colour(),
        width=shutil.get_terminal_size((100, 24)).columns,
    )
    text = report.present(shown, form)
    if text:
        print(text)
    return PROBLEMS if outcome.failed else FINE


def _told_by_build(code: Code) -> bool:
    return code.name.startswith("P") or code is Code.R012


def _prefix(root: Path) -> str:
    """The way from the current folder down to the publication, empty where there is none."""
    here = Path.cwd().resolve()
    if root.resolve() == here:
        return ""
    if root.resolve().is_relative_to(here):
        return f"{root.resolve().relative_to(here).as_posix()}/"
    return f"{root.as_posix()}/"


def _today() -> date:
    """The date for records: https://reproducible-builds.org/specs/source-date-epoch/, or now."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if fixed.isascii() and fixed.isdigit():
        # What lies beyond the year 9999, or beyond what the system counts, is no date.
        with suppress(ValueError, OverflowError, OSError):
            return datetime.fromtimestamp(int(fixed), tz=UTC).date()
    return date.today()


def _takes_colour() -> bool:
    """Whether to colour: on a terminal, unless https://no-color.org is obeyed to turn it off."""
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def _progress() -> Callable[[int, int, str], None] | None:
    """A line on the terminal that tells how far the making is; nothing in a pipe."""
    if not sys.stderr.isatty():
        return None
    columns = shutil.get_terminal_size((80, 24)).columns - 1

    def tell(done: int, total: int, path: str) -> None:
        line = f"{done}/{total} {path}"[:columns] if done < total else ""
        print(f"\r{line:<{columns}}\r", end="", file=sys.stderr, flush=True)

    return tell


def _written(write: Callable[[], Path], done: str, spoken: Language) -> int:
    try:
        path = _near(write())
        print(_say(spoken, done, path=path, typed=shlex.quote(path)))
    except FileExistsError as taken:
        raise arguments.WrongUsage(_say(spoken, "folder-exists", path=taken.filename)) from taken
    except OSError as refused:
        reason = refused.strerror or type(refused).__name__
        _complain(_say(spoken, "cannot-write", path=refused.filename, reason=reason))
        return PROBLEMS
    return FINE


def _near(path: Path) -> str:
    """A path as short as can be typed from here."""
    full, here = path.resolve(), Path.cwd().resolve()
    return str(full.relative_to(here) if full.is_relative_to(here) else full)


def _internal_error(fault: Exception, spoken: Language) -> str:
    """What is told of a fault of the program; its details are kept for a report if they can be."""
    name = type(fault).__name__
    try:
        return _say(spoken, "internal-error", reason=name, path=_kept(fault))
    except OSError as refused:
        detail = refused.strerror or type(refused).__name__
        return _say(spoken, "internal-error-not-kept", reason=name, detail=detail)


def _kept(fault: Exception) -> str:
    """Where the details of a fault of the program were written for a report."""
    details = "".join(traceback.format_exception(fault))
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="rectoverso-", suffix=".txt", delete=False
    ) as file:
        file.write(details)
    return file.name


def _say(spoken: Language, name: str, **values: object) -> str:
    return spoken.say(f"command.{name}", **values)


def _complain(line: str) -> None:
    print(line, file=sys.stderr)
