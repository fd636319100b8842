"""Sending: whole messages over real connections, breaks at every step, nobody twice."""

from __future__ import annotations

import errno
import html
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectoverso import cli
from rectoverso.problems import Span
from rectoverso.send import people, record
from rectoverso.send.delivery import PATIENCE, Clock, Parcel, Result, Sending, plan
from rectoverso.send.letters import Letter
from rectoverso.send.people import Person
from rectoverso.send.record import Key, State
from rectoverso.send.settings import Security, Settings
from tests import archive, mailbox, program
from tests.mailbox import Mailbox, running

ROOT = Path(__file__).resolve().parents[1]
LETTER = Letter(
    "ferry", "en", "en", 1, "Un été", "Port-Brume", "example.org", "https://example.org/en/ferry/",
    "Bonjour\n\n<https://unsubscribe.invalid/>\n",
    '<p lang="fr">Bonjour <a href="https://unsubscribe.invalid/">partir</a></p>',
)  # fmt: skip
NAMES = ("anne", "bea", "carl", "dora", "emil")


def parcels(*names: str) -> list[Parcel]:
    return [Parcel(LETTER, Person(f"{name}@example.org", name.title())) for name in names or NAMES]


@dataclass
class Time:
    """Time that only passes when somebody sleeps."""

    passed: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds

    @property
    def clock(self) -> Clock:
        start = datetime(2025, 3, 10, 9, tzinfo=UTC)
        return Clock(
            lambda: start + timedelta(seconds=self.passed), lambda: self.passed, self.sleep
        )


@dataclass
class Sender:
    """Sends as the command does, with a record that stays and time of its own."""

    log: Path
    time: Time = field(default_factory=Time)
    per_minute: int = 6000

    def __call__(
        self, box: Mailbox, wanted: list[Parcel], *, retry_unsure: bool = False, **own: str
    ) -> Result:
        given = {"security": Security.PLAIN, "sender": "news@example.org", "name": "Recto", **own}
        settings = Settings("127.0.0.1", box.port, **given)  # type: ignore[arg-type]
        with record.opened(self.log) as opened:
            waiting = plan(wanted, record.known(self.log), retry_unsure=retry_unsure).waiting
            run = Sending(settings, opened, self.per_minute, clock=self.time.clock)
            return run.run(waiting)

    @property
    def states(self) -> list[tuple[str, str]]:
        lines = [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]
        return [(line["to"].partition("@")[0], line["state"]) for line in lines]


@pytest.fixture
def sender(tmp_path: Path) -> Sender:
    return Sender(tmp_path / "sent" / "ferry.jsonl")


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with running(Mailbox()) as found:
        yield found


def variables(box: Mailbox, **more: str) -> dict[str, str]:
    return {
        "RECTOVERSO_SMTP_HOST": "127.0.0.1",
        "RECTOVERSO_SMTP_PORT": str(box.port),
        "RECTOVERSO_SMTP_SECURITY": "plain",
        "RECTOVERSO_SMTP_FROM": "Récto <news@example.org>",
        **more,
    }


def parts(message: EmailMessage) -> tuple[str, str]:
    text, page = message.iter_parts()
    assert isinstance(text, EmailMessage)
    assert isinstance(page, EmailMessage)
    return text.get_content(), page.get_content()


@pytest.fixture
def ferry(small_publication: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "publication"
    shutil.copytree(small_publication, folder)
    return folder


def send(
    root: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch, *arguments: str, **more: str
) -> program.Done:
    for name, value in variables(box, **more).items():
        monkeypatch.setenv(name, value)
    return program.run("send", "ferry", *arguments, root=root)


def test_a_message_comes_back_whole(
    ferry: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ferry / "people.csv").write_text(
        "Email;Name;unsubscribe;note\r\n"
        'anne@exämple.org;"Élise, née Ünal";https://example.org/leave?who=1&x=2;x\r\n'
        "bea@example.org;;;\r\n",
        encoding="utf-8-sig",
    )
    template = "https://example.org/out/{email}"
    done = send(ferry, box, monkeypatch, "--list", "people.csv", RECTOVERSO_UNSUBSCRIBE=template)
    assert done == program.Done(0, "Sent to 2 people.\n")
    assert box.addresses == ["anne@xn--exmple-cua.org", "bea@example.org"]
    assert set(box.froms) == {"news@example.org"}
    first, second = box.message(0), box.message(1)
    assert first["Subject"] == "A ferry without noise"
    assert str(first["From"]) == "Récto <news@example.org>"
    assert first["To"].addresses[0].display_name == "Élise, née Ünal"
    assert first["List-Unsubscribe"] == "<https://example.org/leave?who=1&x=2>"
    assert second["List-Unsubscribe"] == "<https://example.org/out/bea%40example.org>"
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert first["Message-ID"] != second["Message-ID"]
    assert first["Archived-At"] == "<https://example.org/en/ferry/>"
    assert {"X-Rectoverso-Letter", "Comments", "Keywords"}.isdisjoint(first.keys())
    for message, leave in ((first, "who=1&x=2"), (second, "bea%40example.org")):
        assert message.get_content_type() == "multipart/alternative"
        text, page = parts(message)
        built = ferry / "site/private/ferry/en"
        html_built = (built / "email.html").read_text("utf-8")
        links = {html.unescape(link) for link in re.findall(r'<a\b[^>]*?href="([^"]*)"', page)}
        assert links <= set(re.split(r"[\s<>]+", text))
        assert any(link.endswith(leave) for link in links)
        assert ".invalid" not in text + page
        assert len(page) > 0.9 * len(html_built)
        assert "¶" in text
        assert "\u00a0" in text


def test_people_get_their_own_language_and_nobody_gets_it_twice(
    ferry: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ferry / "people.csv").write_text(
        "email,language\nanne@example.org,fr\nbea@example.org,en\nANNE@example.org,en\n", "utf-8"
    )
    for name, value in variables(box).items():
        monkeypatch.setenv(name, value)
    french = program.run("send", "ferry", "--list", "people.csv", root=ferry, language="fr")
    assert french.text == "Envoyée à 1 personne.\n"
    both = program.run("send", "ferry", "--list", "people.csv", root=ferry, language="en")
    assert both.text == "Sent to 2 people.\n"
    again = program.run("send", "ferry", "--list", "people.csv", root=ferry, language="en")
    assert again.text == "Sent to 0 people.\n2 people had it before.\n"
    assert [(message["To"], message["Subject"]) for message in map(box.message, range(3))] == [
        ("anne@example.org", "Un bac sans bruit"),
        ("bea@example.org", "A ferry without noise"),
        ("ANNE@example.org", "A ferry without noise"),
    ]
    log = ferry / "sent" / "ferry.jsonl"
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


@pytest.fixture
def only_french(archive_publication: Path, tmp_path: Path) -> Path:
    """A publication in two languages, with an edition in one of them."""
    folder = tmp_path / "archive"
    shutil.copytree(archive_publication, folder)
    return folder


TWO_LANGUAGES = "email,language\nanne@example.org,fr\nbea@example.org,en\n"


def test_who_reads_a_language_without_a_letter_is_left_alone(
    only_french: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    (only_french / "people.csv").write_text(TWO_LANGUAGES, "utf-8")
    for name, value in variables(box).items():
        monkeypatch.setenv(name, value)
    command = ("send", archive.FRENCH, "--list", "people.csv")
    done = program.run(*command, root=only_french, language="fr")
    assert done == program.Done(0, "Envoyée à 1 personne.\n")
    assert box.addresses == ["anne@example.org"]


@pytest.mark.parametrize(
    ("spoken", "more", "said"),
    [
        (
            "en",
            "",
            "anne@example.org (fr) would get “La coupole de Montclar”.\n"
            "1 person would get a letter; nothing was sent.\n"
            "1 person reads a language in which there is no letter.\n",
        ),
        (
            "en",
            "carl@example.org,\ndora@example.org,en\n",
            "anne@example.org (fr) would get “La coupole de Montclar”.\n"
            "carl@example.org (fr) would get “La coupole de Montclar”.\n"
            "2 people would get a letter; nothing was sent.\n"
            "2 people read a language in which there is no letter.\n",
        ),
        (
            "fr",
            "",
            "anne@example.org (fr) recevrait «\u00a0La coupole de Montclar\u00a0».\n"
            "1 personne recevrait une lettre\u202f; rien n’a été envoyé.\n"
            "1 personne lit une langue dans laquelle il n’y a pas de lettre.\n",
        ),
    ],
)
def test_without_a_language_asked_for_it_is_told_how_many_read_no_letter(
    only_french: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    spoken: str,
    more: str,
    said: str,
) -> None:
    (only_french / "people.csv").write_text(TWO_LANGUAGES + more, "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", program.NOW)
    monkeypatch.setenv("LC_ALL", f"{spoken}.UTF-8")
    monkeypatch.chdir(only_french)
    command = ["send", archive.FRENCH, "--list", "people.csv", "--dry-run"]
    assert cli.main(only_french, command) == 0
    assert capsys.readouterr().out == said


def test_it_is_told_after_sending_too(
    only_french: Path,
    box: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (only_french / "people.csv").write_text(TWO_LANGUAGES, "utf-8")
    for name, value in variables(box, SOURCE_DATE_EPOCH=program.NOW, LC_ALL="en.UTF-8").items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(only_french)
    assert cli.main(only_french, ["send", archive.FRENCH, "--list", "people.csv"]) == 0
    assert capsys.readouterr().out == (
        "Sent to 1 person.\n1 person reads a language in which there is no letter.\n"
    )
    assert box.addresses == ["anne@example.org"]


def test_a_language_that_the_publication_does_not_have_is_no_value(
    only_french: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    (only_french / "people.csv").write_text(TWO_LANGUAGES + "carl@example.org,es\n", "utf-8")
    for name, value in variables(box).items():
        monkeypatch.setenv(name, value)
    command = ("send", archive.FRENCH, "--list", "people.csv")
    done = program.run(*command, root=only_french, language="fr")
    assert done.code == 1
    assert re.findall(r"people\.csv:\S+ erreur P\d+", done.text) == ["people.csv:4:18: erreur P015"]
    assert box.connections == 0


def test_a_retraction_goes_to_those_who_had_the_edition_and_once(
    ferry: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also after a revision, and without another one: nobody thinks of it in such an hour."""
    (ferry / "people.csv").write_text("email\nanne@example.org\n", "utf-8")
    to_list = ("--language", "en", "--list", "people.csv")
    edition = ferry / "content/editions/ferry/edition.yaml"
    for more in (
        "",
        "email: {revision: 2, preheader: {fr: Ce qui change, en: What changes}}\n",
        "retracted: {on: 2025-03-10, reason: {fr: Un faux., en: It was a forgery.}}\n",
    ):
        edition.write_text(edition.read_text("utf-8") + more, "utf-8")
        assert program.run("build", root=ferry).code == 0
        assert send(ferry, box, monkeypatch, *to_list).text == "Sent to 1 person.\n"
        again = send(ferry, box, monkeypatch, *to_list).text
        assert again == "Sent to 0 people.\n1 person had it before.\n"
    letters = [box.message(number) for number in range(3)]
    assert [letter["Subject"] for letter in letters] == [
        "A ferry without noise",
        "A ferry without noise",
        "Retracted: A ferry without noise",
    ]
    assert len({letter["Message-ID"] for letter in letters}) == 3
    text, page = parts(letters[2])
    assert "This edition has been retracted" in text
    assert "It was a forgery." in text
    preheader = page.partition("<body")[2].partition("</div>")[0]
    assert "It was a forgery." in preheader
    assert "What changes" not in page

    french = send(ferry, box, monkeypatch, "--language", "fr", "--to", "me@example.org")
    assert french.text == "Envoyée à 1 personne.\n"
    assert box.message(3)["Subject"] == "Édition retirée\u00a0: Un bac sans bruit"


def test_a_test_is_sent_as_often_as_wanted_and_does_not_count(
    ferry: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ferry / "people.csv").write_text("email\nanne@example.org\n", "utf-8")
    for _ in range(2):
        done = send(ferry, box, monkeypatch, "--to", "anne@example.org", "bea@example.org")
        assert done == program.Done(0, "Sent to 2 people.\n")
    assert send(ferry, box, monkeypatch, "--list", "people.csv").text == "Sent to 1 person.\n"
    assert len(box.got) == 5


def test_a_dry_run_sends_nothing_and_needs_no_server(ferry: Path, box: Mailbox) -> None:
    (ferry / "people.csv").write_text("email\nanne@example.org\nbea@example.org\n", "utf-8")
    log = ferry / "sent" / "ferry.jsonl"
    log.parent.mkdir()
    said = {"at": "2025-03-09T10:00:00+00:00", "language": "en", "revision": 1, "id": "x"}
    entries = [
        {**said, "state": "sent", "to": "anne@example.org"},
        {**said, "state": "sending", "to": "carl@example.org"},
    ]
    log.write_text("".join(json.dumps(entry) + "\n" for entry in entries), "utf-8")
    (ferry / "people.csv").write_text(
        "email\nanne@example.org\nbea@example.org\ncarl@example.org\n", "utf-8"
    )
    before = log.read_bytes()
    done = program.run("send", "ferry", "--list", "people.csv", "--dry-run", root=ferry)
    assert done == program.Done(
        0,
        "bea@example.org (en) would get “A ferry without noise”.\n"
        "anne@example.org (en) had it on 9 March 2025.\n"
        "carl@example.org (en) may have had it on 9 March 2025: sending was cut off.\n"
        "1 person would get a letter; nothing was sent.\n",
    )
    assert log.read_bytes() == before
    assert box.connections == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "say who gets it, with --to or with --list"),
        (("--to", "a@example.org", "--list", "x.csv"), "say who gets it, with --to or with --list"),
        (("--to", "a@example.org\nBcc: b@example.org"), "is no address"),
        (("--to", "a b@example.org"), "is no address"),
        (("--list", "missing.csv"), "the file missing.csv cannot be read"),
        (("--per-minute", "0"), "is not a whole number above zero"),
    ],
)
def test_wrong_usage_sends_nothing(
    ferry: Path,
    box: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    done = send(ferry, box, monkeypatch, *arguments)
    assert done.code == 2
    assert said in done.text
    assert box.connections == 0


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HOST", "", "set the environment variable RECTOVERSO_SMTP_HOST"),
        ("HOST", "smtp..example.org", "RECTOVERSO_SMTP_HOST holds cannot be used"),
        ("FROM", "", "set the environment variable RECTOVERSO_SMTP_FROM"),
        ("FROM", "a@example.org\nBcc: b@example.org", "RECTOVERSO_SMTP_FROM holds cannot be used"),
        ("PORT", "smtp", "RECTOVERSO_SMTP_PORT holds cannot be used"),
        ("SECURITY", "ssl", "RECTOVERSO_SMTP_SECURITY holds cannot be used"),
        ("HOST", "mail.example.org", "for a server on this machine only"),
    ],
)
def test_a_server_that_cannot_be_used_is_told_before_all_else(
    ferry: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    own = {f"RECTOVERSO_SMTP_{name}": value}
    done = send(ferry, box, monkeypatch, "--to", "a@example.org", **own)
    assert done.code == 2
    assert said in done.text


def test_a_list_that_would_smuggle_headers_is_refused_as_a_whole(
    ferry: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ferry / "people.csv").write_text(
        'email,name,unsubscribe\nanne@example.org,Anne,\n'
        'bea@example.org,"Béa\r\nBcc: all@example.org",\n'
        '"carl@example.org\nBcc: all@example.org",Carl,\n'
        'dora@example.org,Dora,"https://example.org/>\r\nX: y"\n',
        "utf-8", newline="",
    )  # fmt: skip
    done = send(ferry, box, monkeypatch, "--list", "people.csv")
    assert done.code == 1
    assert re.findall(r"people\.csv:(\d+):\d+: error (P\d+)", done.text) == [
        ("3", "P015"),
        ("5", "P013"),
        ("7", "P015"),
    ]
    assert box.connections == 0
    assert not (ferry / "sent").exists()


def test_content_with_errors_is_not_sent(
    ferry: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = ferry / "content/editions/ferry/facts.yaml"
    facts.write_text(facts.read_text("utf-8") + "oops: 1\n", "utf-8")
    done = send(ferry, box, monkeypatch, "--to", "a@example.org")
    assert done.code == 1
    assert "error S001" in done.text
    assert done.text.endswith("Nothing was sent.\n")
    assert box.connections == 0


def test_an_edition_without_a_letter_is_told(
    ferry: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables(box).items():
        monkeypatch.setenv(name, value)
    done = program.run("send", "bridge", "--to", "a@example.org", root=ferry)
    assert done.code == 2
    assert "there is no letter of “bridge”" in done.text


@pytest.mark.parametrize("drops", ["at_rcpt", "at_begin", "at_data"])
def test_a_server_that_comes_back_gets_the_rest_in_the_same_run(sender: Sender, drops: str) -> None:
    seen: list[str] = []

    def once(address: str) -> str | None:
        seen.append(address)
        return "drop" if seen.count("carl@example.org") == 1 and "carl" in address else None

    with running(Mailbox(**{drops: once})) as box:
        result = sender(box, parcels())
    assert sorted(box.addresses) == [
        parcel.person.address
        for parcel in parcels()
        if drops != "at_data" or "carl" not in parcel.person.address
    ]
    unsure = [fate.parcel.person.name for fate in result.of(State.SENDING)]
    assert unsure == (["Carl"] if drops == "at_data" else [])


@pytest.mark.parametrize("drops", ["at_rcpt", "at_begin"])
def test_a_mailbox_at_which_the_server_hangs_up_does_not_keep_it_from_the_others(
    sender: Sender, drops: str
) -> None:
    hostile = {drops: lambda address: "drop" if "bea" in address else None}
    with running(Mailbox(**hostile)) as box:
        result = sender(box, parcels())
        assert box.addresses == [f"{name}@example.org" for name in NAMES if name != "bea"]
        assert [fate.parcel.person.name for fate in result.of(State.DEFERRED)] == ["Bea"]
        assert result.failed
        assert ("bea", "deferred") in sender.states
        setattr(box, drops, lambda address: None)
        assert not sender(box, parcels()).failed
    assert sorted(box.addresses) == [parcel.person.address for parcel in parcels()]


@pytest.mark.parametrize("step", ["at_rcpt", "at_begin", "at_data"])
def test_what_is_put_off_before_or_after_its_text_is_not_unsure(sender: Sender, step: str) -> None:
    full = {step: lambda address: "452 4.2.2 mailbox full" if "bea" in address else None}
    with running(Mailbox(**full)) as box:
        result = sender(box, parcels("anne", "bea", "carl"))
    assert box.addresses == ["anne@example.org", "carl@example.org"]
    assert [(fate.parcel.person.name, fate.detail) for fate in result.of(State.DEFERRED)] == [
        ("Bea", "452 4.2.2 mailbox full")
    ]
    assert record.known(sender.log)[parcels("bea")[0].key].state is State.DEFERRED


def test_a_line_that_begins_with_a_dot_comes_back_with_it(sender: Sender) -> None:
    text = "a\n.\n..b\n.c <https://unsubscribe.invalid/>\n"
    dotted = Parcel(replace(LETTER, text=text), parcels("anne")[0].person)
    with running(Mailbox()) as box:
        assert not sender(box, [dotted]).failed
    came, _ = parts(box.message())
    assert came.replace("\r\n", "\n").startswith("a\n.\n..b\n.c <")


def test_a_record_that_the_disk_refuses_stops_and_says_who_has_it(sender: Sender) -> None:
    calls: list[State] = []

    def full(self: record.Record, key: Key, state: State, *rest: object) -> None:
        calls.append(state)
        if len(calls) == 4:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(self, key, state, *rest)  # type: ignore[arg-type]

    write = record.Record.write
    with running(Mailbox()) as box:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(record.Record, "write", full)
            result = sender(box, parcels())
        assert result.stopped == "No space left on device (sent/ferry.jsonl)"
        assert [fate.parcel.person.name for fate in result.of(State.SENT)] == ["Anne", "Bea"]
        assert [parcel.person.name for parcel in result.left] == ["Carl", "Dora", "Emil"]
        second = sender(box, parcels())
    # The record does not know of Bea's, so she is not sent it again unasked.
    assert not second.failed
    assert box.addresses == [parcel.person.address for parcel in parcels()]


@pytest.mark.parametrize("made", ["file", "folder"])
def test_a_record_that_cannot_be_kept_is_told_and_nothing_is_sent(
    ferry: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch, made: str
) -> None:
    if made == "file":
        (ferry / "sent").touch()
    else:
        (ferry / "sent" / "ferry.jsonl").mkdir(parents=True)
    done = send(ferry, box, monkeypatch, "--to", "a@example.org")
    assert done.code == 1
    assert re.fullmatch(
        r"the record sent/ferry\.jsonl cannot be kept: .+\. Nothing was sent\.\n", done.text
    )
    assert box.connections == 0


def test_a_break_in_the_middle_and_a_second_run_deliver_each_once(sender: Sender) -> None:
    def gone(address: str) -> str | None:
        return "drop" if len(box.got) >= 2 else None

    with running(Mailbox(at_rcpt=gone)) as box:
        result = sender(box, parcels())
        assert box.addresses == ["anne@example.org", "bea@example.org"]
        assert [fate.parcel.person.name for fate in result.of(State.DEFERRED)] == ["Carl"]
        assert [parcel.person.name for parcel in result.left] == ["Dora", "Emil"]
        assert result.stopped
        assert [pause for pause in sender.time.slept if pause >= 1] == list(PATIENCE)
        box.at_rcpt = lambda address: None
        assert not sender(box, parcels()).failed
    assert sorted(box.addresses) == [parcel.person.address for parcel in parcels()]


def test_what_is_cut_off_is_sent_again_only_when_asked_and_bears_the_same_number(
    sender: Sender,
) -> None:
    with running(Mailbox(at_kept=lambda address: "drop" if "bea" in address else None)) as box:
        result = sender(box, parcels("anne", "bea", "carl"))
        assert [fate.parcel.person.name for fate in result.of(State.SENDING)] == ["Bea"]
        assert result.failed
        box.at_kept = lambda address: None
        assert sender(box, parcels("anne", "bea", "carl")).fates == ()
        assert len(box.got) == 3
        sender(box, parcels("anne", "bea", "carl"), retry_unsure=True)
    ids = [box.message(place)["Message-ID"] for place in range(4)]
    assert box.addresses[1] == box.addresses[3] == "bea@example.org"
    assert ids[1] == ids[3]
    assert len(set(ids)) == 3


def test_the_pace_is_kept(sender: Sender) -> None:
    times: list[float] = []

    def note(address: str) -> None:
        times.append(sender.time.passed)

    sender.per_minute = 30
    with running(Mailbox(at_data=note)) as box:
        assert not sender(box, parcels()).failed
    assert times == [0, 2, 4, 6, 8]


def test_what_is_put_off_is_tried_again_after_all_others(sender: Sender) -> None:
    tries = {"bea@example.org": 2}

    def busy(address: str) -> str | None:
        tries[address] = tries.get(address, 0) - 1
        return "451 4.7.1 try later" if tries[address] >= 0 else None

    with running(Mailbox(at_rcpt=busy)) as box:
        result = sender(box, parcels("anne", "bea", "carl"))
    assert not result.failed
    assert box.addresses == ["anne@example.org", "carl@example.org", "bea@example.org"]
    assert [pause for pause in sender.time.slept if pause >= 1] == list(PATIENCE[:2])
    assert [state for name, state in sender.states if name == "bea"] == [
        "deferred", "deferred", "sending", "sent",
    ]  # fmt: skip


@pytest.mark.parametrize("step", ["at_rcpt", "at_data"])
def test_what_stays_put_off_is_told_and_tried_in_the_next_run(sender: Sender, step: str) -> None:
    busy = {step: lambda address: "451 4.7.1 try later" if "bea" in address else None}
    with running(Mailbox(**busy)) as box:
        result = sender(box, parcels("anne", "bea"))
        assert [fate.detail for fate in result.of(State.DEFERRED)] == ["451 4.7.1 try later"]
        assert result.failed
        setattr(box, step, lambda address: None)
        assert not sender(box, parcels("anne", "bea")).failed
    assert box.addresses == ["anne@example.org", "bea@example.org"]


@pytest.mark.parametrize("step", ["at_rcpt", "at_data"])
def test_what_is_refused_is_told_and_does_not_stop_the_others(sender: Sender, step: str) -> None:
    no = {step: lambda address: "550 5.1.1 no such \x1b[2Juser" if "bea" in address else None}
    with running(Mailbox(**no)) as box:
        result = sender(box, parcels("anne", "bea", "carl"))
    assert [(fate.parcel.person.name, fate.detail) for fate in result.of(State.REFUSED)] == [
        ("Bea", "550 5.1.1 no such [2Juser")
    ]
    assert box.addresses == ["anne@example.org", "carl@example.org"]
    assert sender.time.slept == [pause for pause in sender.time.slept if pause < 1]


def test_ctrl_c_lets_the_message_at_hand_be_finished_and_recorded(sender: Sender) -> None:
    def interrupt(address: str) -> None:
        if "bea" in address:
            os.kill(os.getpid(), signal.SIGINT)

    with running(Mailbox(at_data=interrupt)) as box:
        result = sender(box, parcels("anne", "bea", "carl"))
        assert result.interrupted
        assert [parcel.person.name for parcel in result.left] == ["Carl"] or result.left
        box.at_data = lambda address: None
        assert not sender(box, parcels("anne", "bea", "carl")).failed
    assert sorted(box.addresses) == [f"{name}@example.org" for name in ("anne", "bea", "carl")]
    assert sender.states.count(("bea", "sent")) == 1


KILLED: Mapping[str, tuple[str, list[str], list[str]]] = {
    "before the text leaves": ("at_rcpt", ["anne", "bea", "carl"], []),
    "after the server has taken it over": ("at_kept", ["anne", "bea", "carl"], ["bea"]),
    "while the text is on its way": ("at_data", ["anne", "carl"], ["bea"]),
}


@pytest.mark.parametrize("moment", KILLED)
def test_a_process_killed_in_the_middle_is_followed_by_one_that_goes_on(
    ferry: Path, moment: str
) -> None:
    step, delivered, unsure = KILLED[moment]
    (ferry / "people.csv").write_text(
        "email\nanne@example.org\nbea@example.org\ncarl@example.org\n", "utf-8"
    )
    running_now: list[subprocess.Popen[str]] = []

    def kill(address: str) -> str | None:
        if "bea" in address:
            running_now[0].kill()
            running_now[0].wait()
            return "drop"
        return None

    def start(*more: str) -> str:
        process = subprocess.Popen(
            [sys.executable, "-m", "rectoverso", "--language", "en", "send", "ferry",
             "--list", "people.csv", "--per-minute", "9999", *more],
            cwd=ferry,
            env={**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": program.NOW,
                 **variables(box)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )  # fmt: skip
        running_now[:] = [process]
        output, _ = process.communicate()
        return output

    with running(Mailbox(**{step: kill})) as box:
        start()
        assert running_now[0].returncode == -signal.SIGKILL
        setattr(box, step, lambda address: None)
        told = start()
        assert sorted(box.addresses) == [f"{name}@example.org" for name in delivered]
        for name in unsure:
            assert f"{name}@example.org (en) may have had it on 10 March 2025" in told or (
                f"{name}@example.org (en) may have had it on" in told
            )
        assert ("--retry-unsure" in told) == bool(unsure)
        if len(delivered) == 2:
            start("--retry-unsure")
    assert sorted(box.addresses) == [f"{name}@example.org" for name in ("anne", "bea", "carl")]


def test_a_line_that_a_break_cut_short_says_nothing_and_spoils_nothing(sender: Sender) -> None:
    sender.log.parent.mkdir()
    said = {"at": "2025-03-09", "state": "sent", "to": "anne@example.org", "language": "en",
            "revision": 1, "id": "x"}  # fmt: skip
    sender.log.write_text(json.dumps(said) + "\n" + json.dumps(said)[:40], "utf-8")
    with running(Mailbox()) as box:
        sender(box, parcels("anne", "bea"))
    assert box.addresses == ["bea@example.org"]
    assert record.known(sender.log)[record.Key("bea@example.org", "en", 1)].state is State.SENT


def test_one_process_at_a_time(ferry: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    with record.opened(record.path_of(ferry, "ferry")):
        done = send(ferry, box, monkeypatch, "--to", "a@example.org")
    assert done == program.Done(1, "Another process is sending this edition. Nothing was sent.\n")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A certificate for 127.0.0.1 that nobody trusts yet, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    made, key = str(folder / "certificate.pem"), str(folder / "key.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key,
         "-out", made, "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return made, key


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_the_conversation_is_encrypted_with_a_server_that_can_be_trusted(
    sender: Sender,
    certificate: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    security: Security,
) -> None:
    context = mailbox.encrypting(*certificate)
    encrypted = {"ssl_context": context} if security is Security.TLS else {"tls_context": context}
    with running(Mailbox(), **encrypted) as box:
        result = sender(box, parcels("anne"), security=security)
        assert "self" in result.stopped
        assert box.got == []
        assert not sender.log.read_text()
        monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
        assert not sender(box, parcels("anne"), security=security).failed
    assert box.addresses == ["anne@example.org"]
    assert box.encrypted == [True]


def test_a_server_that_does_not_encrypt_gets_nothing(sender: Sender) -> None:
    with running(Mailbox()) as box:
        result = sender(box, parcels("anne"), security=Security.STARTTLS)
    assert "STARTTLS" in result.stopped
    assert box.got == []
    assert sender.time.slept == []


@pytest.mark.parametrize(
    ("secret", "stops"), [("right", False), ("wrong", True), ("été", False), ("hiver é", True)]
)
def test_the_password_is_asked_for_and_a_wrong_one_stops_at_once(
    sender: Sender,
    certificate: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    secret: str,
    stops: bool,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    settings = {
        "authenticator": mailbox.password("me", "right" if secret.isascii() else "été"),
        "auth_required": True,
        "tls_context": mailbox.encrypting(*certificate),
    }
    with running(Mailbox(), **settings) as box:
        own = {"user": "me", "password": secret, "security": Security.STARTTLS}
        result = sender(box, parcels("anne"), **own)
    assert bool(result.stopped) is stops
    assert len(box.got) == (0 if stops else 1)
    assert sender.time.slept == []


@given(st.text(max_size=40))
def test_an_address_is_one_or_is_refused(text: str) -> None:
    found = people.address(text)
    if found is not None:
        assert re.fullmatch(r"[!-~]+@[A-Za-z0-9.-]+", found)
        assert not re.search(r'[\s<>,;:"()]', found)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("anne@example.org", "anne@example.org"),
        (" anne+b@example.org ", "anne+b@example.org"),
        ("anne@exämple.org", "anne@xn--exmple-cua.org"),
        ("anne@faß.de", "anne@xn--fa-hia.de"),
        ("anne@a\u200db.org", None),
        ("o'neil@example.org", "o'neil@example.org"),
        ("anne@example", None),
        ("anne..b@example.org", None),
        (".anne@example.org", None),
        ("anne@-example.org", None),
        ("ánne@example.org", None),
        ("anne@@example.org", None),
        ("anne@example.org, bea@example.org", None),
        ("Anne <anne@example.org>", None),
        ("a" * 65 + "@example.org", None),
        ("", None),
    ],
)
def test_addresses(written: str, found: str | None) -> None:
    assert people.address(written) == found


@given(
    st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf", "Co", "Cn"))),
)
def test_a_name_stays_in_its_header(name: str) -> None:
    person = Person("anne@example.org", name.strip())
    settings = Settings("127.0.0.1", 25, Security.PLAIN, "news@example.org", "Recto")
    box = Mailbox(
        got=[("", LETTER.message_for(person, settings, datetime(2025, 3, 10, tzinfo=UTC)))]
    )
    message = box.message()
    assert [address.addr_spec for address in message["To"].addresses] == ["anne@example.org"]
    assert set(message.keys()) == {
        "List-Unsubscribe", "Subject", "From", "To", "Date", "Message-ID", "Content-Language",
        "List-ID", "MIME-Version", "Content-Type", "Archived-At",
    }  # fmt: skip


def listed(*rows: str) -> tuple[list[tuple[str, str, str]], list[tuple[str, int]]]:
    """Who is on a list, and which problems it has on which lines."""
    content = "\n".join(("email,name,language", *rows)).encode()
    found, problems = people.read_list(content, "people.csv", ("fr", "en"))
    told = [(problem.code.name, problem.span.line) for problem in problems if problem.span]
    return [(person.address, person.name, person.language) for person in found], told


@pytest.mark.parametrize(
    ("rows", "found", "twice"),
    [
        (("anne@x.org,A,", "ANNE@x.org,B,fr"), [("ANNE@x.org", "B", "fr")], [3]),
        (("anne@x.org,A,fr", "ANNE@x.org,B,"), [("anne@x.org", "A", "fr")], [3]),
        (("anne@x.org,A,", "ANNE@x.org,B,"), [("anne@x.org", "A", "")], [3]),
        (("anne@x.org,A,fr", "ANNE@x.org,B,fr"), [("anne@x.org", "A", "fr")], [3]),
        (
            ("anne@x.org,A,fr", "bea@x.org,,", "ANNE@x.org,B,en"),
            [("anne@x.org", "A", "fr"), ("bea@x.org", "", ""), ("ANNE@x.org", "B", "en")],
            [],
        ),
        (
            ("anne@x.org,A,", "anne@x.org,B,fr", "anne@x.org,C,en", "anne@x.org,D,"),
            [("anne@x.org", "B", "fr"), ("anne@x.org", "C", "en")],
            [3, 5],
        ),
    ],
)
def test_a_mailbox_gets_a_letter_once_and_the_line_with_a_language_counts(
    rows: tuple[str, ...], found: list[tuple[str, str, str]], twice: list[int]
) -> None:
    assert listed(*rows) == (found, [("P014", line) for line in twice])


@pytest.mark.parametrize("end", ["\u2028", "\x0b", "\x0c", "\x85", "\x1c"])
def test_what_ends_no_line_of_csv_moves_no_place(end: str) -> None:
    content = f"email,name,note\na@x.org,A,x{end}y\n  bad,B,z\n".encode()
    _, (problem,) = people.read_list(content, "people.csv", ("fr", "en"))
    assert problem.code.name == "P013"
    assert problem.span == Span("people.csv", 3, 3, 3, 6)


@pytest.mark.parametrize("space", "\u00a0\u2009\u202f\u3000\u2007")
def test_kinds_of_space_in_a_name_become_a_plain_one(space: str) -> None:
    row = f"anne@x.org,{space}Anne{space} Le{space}Goff{space},"
    assert listed(row) == ([("anne@x.org", "Anne Le Goff", "")], [])


@pytest.mark.parametrize(
    "control",
    ["\t", "\0", "\x0b", "\x7f", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\u200f"],
)
def test_what_is_no_space_in_a_name_is_refused(control: str) -> None:
    assert listed(f"anne@x.org,Anne{control}Le Goff,") == ([], [("P015", 2)])


def test_a_line_break_in_a_name_is_refused() -> None:
    assert listed('anne@x.org,"Anne\nLe Goff",') == ([], [("P015", 2)])
