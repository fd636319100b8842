"""The command line: what can be typed, explained in the reader's language."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, HelpFormatter, Namespace
from collections.abc import Callable, Collection, Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from rectoverso import __version__, report
from rectoverso.languages import Language, codes

HELP = ("-h", "--help")
DEFAULT = "build"
PORT = 8321
"""Where the preview is found, unless another port is asked for."""

_WIDTH = 88


class WrongUsage(Exception):
    """What was typed cannot be understood; the text says why, in the reader's language."""


def asked_language(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """The value of ``--language``, and what else was typed.

    It is taken out before all else because help and complaints are in that language.
    """
    rest: list[str] = []
    asked: str | None = None
    given = iter(arguments)
    for argument in given:
        name, equals, value = argument.partition("=")
        if name == "--language":
            asked = value if equals else next(given, "")
        else:
            rest.append(argument)
    return asked, rest


def parsed(arguments: Sequence[str], language: Language) -> Namespace:
    """The arguments, as a namespace with ``command`` and what that takes.

    Args:
        arguments: what was typed after the program's name, without ``--language``.
        language: for help and complaints.

    Raises:
        WrongUsage: they cannot be understood.
        SystemExit: help or the version was asked for, and has been printed.
    """
    if arguments[:1] and arguments[0] in HELP:
        print(overview(language))
        raise SystemExit(0)
    if arguments[:1] == ["--version"]:
        print(f"rectoverso {__version__}")
        raise SystemExit(0)
    command, rest = _command(list(arguments), language)
    return _parser(command, language).parse_args(rest, Namespace(command=command))


def overview(language: Language) -> str:
    """The help of the program as a whole: its commands and the options that all have."""
    say = _sayer(language)
    rows = [(name, say(name.replace(" ", "-"))) for name in _COMMANDS]
    options = [
        ("-h, --help", say("help-option")),
        ("--version", say("version-option")),
        ("--language", say("language-option")),
    ]
    lines = [say("about"), "", f"{say('usage')} rectoverso [{say('command')}] […]", ""]
    for title, table in ((say("commands"), rows), (say("options"), options)):
        lines += [f"{title}:", *(f"  {name:<17} {text}" for name, text in table), ""]
    return "\n".join(lines).rstrip()


def command_help(language: Language) -> tuple[tuple[str, str], ...]:
    """Every command with its help, for the documentation."""
    return tuple((name, _parser(name, language).format_help()) for name in _COMMANDS)


def _command(arguments: list[str], language: Language) -> tuple[str, list[str]]:
    """The command that was typed, or the default, and the arguments after it."""
    if not arguments or arguments[0].startswith("-"):
        return DEFAULT, arguments
    for words in (2, 1):
        name = " ".join(arguments[:words])
        if name in _COMMANDS:
            return name, arguments[words:]
    say = _sayer(language)
    first = arguments[0]
    if any(name.startswith(f"{first} ") for name in _COMMANDS):
        kinds = ", ".join(name.split(" ")[1] for name in _COMMANDS if name.startswith(f"{first} "))
        if arguments[1:2] and arguments[1] not in HELP:
            raise WrongUsage(say("unknown-value", found=arguments[1], allowed=kinds))
        if not arguments[1:]:
            raise WrongUsage(say("missing-argument", found=kinds))
        print("\n".join(text for name, text in command_help(language) if name.startswith(first)))
        raise SystemExit(0)
    close = get_close_matches(first, _COMMANDS, n=1)
    hint = f" {say('did-you-mean', suggestion=close[0])}" if close else ""
    raise WrongUsage(say("unknown-command", found=first) + hint)


def _parser(command: str, language: Language) -> ArgumentParser:
    say = _sayer(language)
    parser = _Parser(language, command)
    arguments = parser.add_argument_group(say("positionals"))
    options = parser.add_argument_group(say("options"))
    options.add_argument(*HELP, action="help", help=say("help-option"))
    # Taken out before; stands here so that help shows it.
    options.add_argument("--language", metavar="|".join(codes()), help=say("language-option"))
    _COMMANDS[command](arguments, options, language)
    return parser


def _build(arguments: Any, options: Any, language: Language) -> None:
    _common(options, language)
    options.add_argument(
        "--reshuffle", metavar="SLUG", nargs="*", help=_sayer(language)("reshuffle-option")
    )
    options.add_argument(
        "--jobs",
        metavar="N",
        type=_positive(language),
        help=_sayer(language)("jobs-option"),
    )
    _flag(options, language, "--drafts")


def _check(arguments: Any, options: Any, language: Language) -> None:
    _common(options, language)
    _flag(options, language, "--accept")


def _serve(arguments: Any, options: Any, language: Language) -> None:
    say = _sayer(language)
    _articles(options, language)
    options.add_argument(
        "--port",
        metavar="N",
        type=_port(language),
        default=PORT,
        help=say("port-option", port=PORT),
    )
    _flag(options, language, "--open")


def _new_publication(arguments: Any, options: Any, language: Language) -> None:
    arguments.add_argument("folder", type=Path, help=_sayer(language)("folder"))


def _new_edition(arguments: Any, options: Any, language: Language) -> None:
    arguments.add_argument("slug", help=_sayer(language)("slug"))


def _send(arguments: Any, options: Any, language: Language) -> None:
    say = _sayer(language)
    arguments.add_argument("slug", help=say("send-slug"))
    options.add_argument("--to", metavar="ADDRESS", nargs="+", default=[], help=say("to-option"))
    options.add_argument("--list", metavar="FILE", type=Path, help=say("list-option"))
    _flag(options, language, "--dry-run")
    options.add_argument(
        "--per-minute",
        metavar="N",
        type=_positive(language),
        default=60,
        help=say("per-minute-option"),
    )
    _flag(options, language, "--retry-unsure")


def _explain(arguments: Any, options: Any, language: Language) -> None:
    arguments.add_argument("code", help=_sayer(language)("code"))


_COMMANDS: dict[str, Callable[[Any, Any, Language], None]] = {
    "build": _build,
    "check": _check,
    "serve": _serve,
    "new publication": _new_publication,
    "new edition": _new_edition,
    "send": _send,
    "explain": _explain,
}


def _articles(options: Any, language: Language) -> None:
    options.add_argument(
        "--articles",
        metavar="DIR",
        type=Path,
        action="extend",
        nargs="+",
        default=[],
        help=_sayer(language)("articles-option"),
    )


def _common(options: Any, language: Language) -> None:
    say = _sayer(language)
    _articles(options, language)
    names = report.form_names()
    options.add_argument(
        "--format",
        metavar="|".join(names),
        type=_one_of(names, language),
        default="human",
        help=say("format-option"),
    )


def _flag(options: Any, language: Language, name: str) -> None:
    options.add_argument(name, action="store_true", help=_sayer(language)(f"{name[2:]}-option"))


def _one_of(names: Collection[str], language: Language) -> Callable[[str], str]:
    def convert(text: str) -> str:
        if text not in names:
            allowed = ", ".join(names)
            say = _sayer(language)
            raise ArgumentTypeError(say("unknown-value", found=text, allowed=allowed))
        return text

    return convert


def _positive(language: Language) -> Callable[[str], int]:
    def convert(text: str) -> int:
        if not re.fullmatch(r"[1-9][0-9]{0,3}", text):
            raise ArgumentTypeError(_sayer(language)("not-a-number", found=text))
        return int(text)

    return convert


def _port(language: Language) -> Callable[[str], int]:
    def convert(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > 65535:
            raise ArgumentTypeError(_sayer(language)("not-a-port", found=text))
        return int(text)

    return convert


def _sayer(language: Language) -> Callable[..., str]:
    def say(name: str, **values: object) -> str:
        return language.say(f"command.{name}", **values)

    return say


class _Formatter(HelpFormatter):
    """Help with the word “usage” in the reader's language."""

    usage_word = ""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[Any],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix=f"{self.usage_word} ")


class _Parser(ArgumentParser):
    """A parser that complains in the reader's language, and never exits by itself."""

    # What argparse says in English → name of our text.
    _COMPLAINTS = (
        (r"unrecognized arguments: (\S+).*", "unknown-option"),
        (r"argument ([^:/ ]*)[^:]*: expected .*argument.*", "missing-value"),
        (r"the following arguments are required: (.*)", "missing-argument"),
    )

    def __init__(self, language: Language, command: str) -> None:
        def formatter(prog: str) -> HelpFormatter:
            made = _Formatter(prog, width=_WIDTH, max_help_position=28)
            made.usage_word = language.say("command.usage")
            return made

        super().__init__(
            prog=f"rectoverso {command}",
            description=language.say(f"command.{command.replace(' ', '-')}"),
            add_help=False,
            allow_abbrev=False,
            formatter_class=formatter,
        )
        self._language = language

    def error(self, message: str) -> NoReturn:
        """Say what is wrong.

        Raises:
            WrongUsage: always.
        """
        for pattern, name in self._COMPLAINTS:
            match = re.fullmatch(pattern, message, re.DOTALL)
            if match:
                raise WrongUsage(self._language.say(f"command.{name}", found=match[1]))
        raise WrongUsage(re.sub(r"^argument [^:]*: ", "", message))
