"""The quiz of a small edition of our own: questions, versions, lock, paper and screen."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

from rectoverso import languages
from rectoverso.compose.quiz import compose_quiz
from rectoverso.compose.quiz.pool import KINDS
from rectoverso.compose.quiz.versions import make_versions
from rectoverso.model.questions import (
    Choice,
    Match,
    Open,
    Order,
    Question,
    Range,
    Shape,
    Use,
    Version,
)
from rectoverso.model.values import PartialDate
from rectoverso.questions.keys import every_text
from rectoverso.registry import modules
from rectoverso.render.quiz.views import Viewer
from tests import program
from tests.quizzes import Loaded

HOME = Path(__file__).parent / "editions" / "observatory"
LANGUAGES = Path(languages.__file__).parent
EDITION = Path("content/editions/observatory")
QUIZ = EDITION / "quiz.yaml"
# Their answers are « true », sources and events, which may be named anywhere.
TOLD_BY_NAME = ("statement", "who-claims", "which-sources-agree", "date-order", "timeline")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition, accepted, locked and built."""
    root = tmp_path_factory.mktemp("quiz") / "publication"
    shutil.copytree(HOME, root)
    for command in (("check", "--accept"), ("build", "--reshuffle")):
        done = program.run(*command, root=root)
        assert done.code == 0, done.text
    return root


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return Loaded(HOME)


@pytest.fixture(scope="module")
def everything(loaded: Loaded) -> dict[str, Question]:
    return loaded.questions()


def _options(question: Question) -> Choice:
    assert isinstance(question.response, Choice)
    return question.response


def _copy(tmp_path: Path, source: Path) -> Path:
    root = tmp_path / "publication"
    shutil.copytree(source, root, ignore=shutil.ignore_patterns("site"))
    return root


def _edit(root: Path, old: str, new: str, file: Path = QUIZ) -> None:
    text = (root / file).read_text("utf-8")
    assert text.count(old) == 1
    (root / file).write_text(text.replace(old, new), "utf-8")


def test_the_edition_yields_a_question_of_every_kind_and_every_shape(
    everything: dict[str, Question],
) -> None:
    kinds = {module.KIND for module in modules(KINDS)}
    assert {question.kind for question in everything.values()} == kinds
    assert {question.shape for question in everything.values()} == set(Shape)


@pytest.mark.parametrize(
    ("id", "stem", "material", "right"),
    [
        (
            "figure:telescope-cost",
            "Combien le télescope a-t-il coûté ?",
            None,
            "3,6 millions d’euros",
        ),
        (
            "figure:motors-16",
            "Quel nombre complète cette phrase ?",
            "La coupole tourne grâce à _____.",
            "16 moteurs",
        ),
        (
            "figure:dome-45",
            "Quel nombre complète cette phrase, selon La Montagne Libre ?",
            "La coupole de Montclar pèse _____.",
            "45 tonnes",
        ),
        ("date:reopened", "Quel jour l’observatoire a-t-il rouvert ?", None, "14 mai 2024"),
        (
            "date:works-began",
            "Quand cela a-t-il eu lieu, selon Le Soir de Montclar ?",
            "Les travaux commencent",
            "mars 2022",
        ),
        (
            "who-said:salhi-night",
            "Qui a tenu ces propos ?",
            "Personne ne travaille mieux la nuit que les étoiles elles-mêmes",
            "Omar Salhi",
        ),
        (
            "term:mount",
            "Quel terme correspond à cette définition ?",
            "Support motorisé qui suit la rotation de la Terre.",
            "monture",
        ),
        ("role:lucie-aubrac", "Qui est Lucie Aubrac ?", None, "directrice de l’observatoire"),
        (
            "who-claims:owner:owner-town",
            "Dans laquelle de ces sources peut-on lire cela ?",
            "La mairie est propriétaire du bâtiment.",
            "La Montagne Libre",
        ),
        (
            "statement:motors-16",
            "Cette affirmation est-elle vraie ou fausse, selon Le Soir de Montclar ?",
            "La coupole tourne grâce à 16 moteurs.",
            "Vrai",
        ),
    ],
)
def test_a_generated_question_reads_as_a_person_would_write_it(
    everything: dict[str, Question], id: str, stem: str, material: str | None, right: str
) -> None:
    question = everything[id]
    assert question.stem["fr"] == stem
    assert (question.material["fr"] if question.material else None) == material
    options = _options(question).options
    assert [_plain(option.text["fr"]) for option in options if option.right] == [right]
    assert all(option.feedback["fr"] for option in options)


def _plain(text: str) -> str:
    return re.sub(r"[\u00a0\u202f]", " ", text)


def test_an_altered_statement_is_false_by_its_figure_alone(everything: dict[str, Question]) -> None:
    altered = [
        question
        for id, question in everything.items()
        if id.startswith("statement:motors-16:") and question.material
    ]
    assert len(altered) == 1
    statement = _plain(altered[0].material["fr"]) if altered[0].material else ""
    wrong = altered[0].id.rsplit(":", 1)[1]
    assert statement == f"La coupole tourne grâce à {wrong} moteurs."
    assert wrong != "16"
    assert [option.id for option in _options(altered[0]).options if option.right] == ["false"]


def test_exact_words_are_asked_only_of_what_was_said_in_them(
    everything: dict[str, Question],
) -> None:
    asked = {id for id in everything if id.startswith("finish-quote:")}
    assert "finish-quote:merle-families" in asked
    # Nobody knows in which language this one was spoken.
    assert "finish-quote:salhi-night" not in asked


def test_no_exact_words_are_asked_where_a_reader_gets_a_translation(
    small_publication: Path,
) -> None:
    ferry = Loaded(small_publication, "ferry")
    assert not [id for id in ferry.questions() if id.startswith("finish-quote:")]


def test_a_question_on_a_contested_fact_names_its_source(
    loaded: Loaded, everything: dict[str, Question]
) -> None:
    unsure = [question for question in everything.values() if question.contested]
    assert {"figure:dome-42", "figure:dome-45", "statement:owner-town"} <= {
        question.id for question in unsure
    }
    names = [source.label["fr"] for source in loaded.edition.sources.values()]
    for question in unsure:
        shown = question.stem["fr"] + (question.material["fr"] if question.material else "")
        assert any(name in shown for name in names), question.id


def test_wrong_figures_are_asserted_by_nobody_and_told_apart(
    loaded: Loaded, everything: dict[str, Question]
) -> None:
    seen = 0
    for question in everything.values():
        if question.kind != "figure" or question.shape is not Shape.CHOOSE_ONE:
            continue
        fact = loaded.edition.facts[question.references[0].id]
        given = {
            abs(other.value)
            for other in loaded.edition.facts.values()
            if other.value is not None
            and other.measure == fact.measure
            and set(other.object) & set(fact.object)
        }
        values = [Decimal(option.id) for option in _options(question).options]
        wrong = [Decimal(option.id) for option in _options(question).options if not option.right]
        assert len(wrong) == 3
        assert not given & set(wrong), question.id
        assert values == sorted(values)
        for low, high in combinations(values, 2):
            assert high >= low * Decimal("1.15"), question.id
        seen += len(wrong)
    assert seen >= 15


def test_wrong_dates_are_as_exact_as_the_right_one_and_ascend(
    everything: dict[str, Question],
) -> None:
    asked = [question for question in everything.values() if question.kind == "date"]
    assert asked
    for question in asked:
        options = _options(question).options
        dates = [PartialDate.parse(option.id) for option in options]
        assert dates == sorted(dates, key=lambda one: one.sort_key)
        assert len({(one.month is None, one.day is None, one.season) for one in dates}) == 1
        assert all(str(one) <= "2024-06-01" for one in dates)


def test_every_wrong_option_says_why(everything: dict[str, Question]) -> None:
    for question in everything.values():
        if isinstance(question.response, Choice):
            for option in question.response.options:
                assert option.feedback["fr"].strip(), (question.id, option.id)


def test_the_choice_has_the_numbers_that_were_asked_for(loaded: Loaded) -> None:
    quiz = loaded.quiz()
    assert len(quiz.questions) == 18
    assert len(quiz.of_use(Use.PRACTICE)) == 9
    assert {question.shape for question in quiz.questions} == set(Shape)


def test_no_two_chosen_questions_ask_about_the_same_entry(loaded: Loaded) -> None:
    generated = [question for question in loaded.quiz().questions if question.generated]
    for first, second in combinations(generated, 2):
        assert not set(first.references) & set(second.references), (first.id, second.id)


def test_no_chosen_question_shows_the_answer_of_another(loaded: Loaded) -> None:
    least = {"who-said": 2, "term": 2, "figure": 2, "date": 1, "role": 1}
    kinds = {kind: Range(at_least=count) for kind, count in least.items()}
    take = loaded.head.take.model_copy(update={"total": 14, "kinds": kinds})
    edition = replace(loaded.edition, quiz=loaded.head.model_copy(update={"take": take}))
    quiz, problems = compose_quiz(loaded.publication, edition, loaded.verifications, reshuffle=True)
    assert quiz is not None
    assert not problems
    questions = quiz.questions
    examined = 0
    for asked in questions:
        if not asked.generated or asked.kind in TOLD_BY_NAME:
            continue
        if not isinstance(asked.response, Choice):
            continue
        key = next(option.text["fr"] for option in asked.response.options if option.right)
        for other in questions:
            shown = other.stem["fr"] + "\n" + (other.material["fr"] if other.material else "")
            if other is not asked:
                assert _plain(key).casefold() not in _plain(shown).casefold()
                examined += 1
    assert examined >= 3 * (len(questions) - 1)


def test_pins_drops_numbers_by_kind_and_new_words_are_followed(tmp_path: Path) -> None:
    root = _copy(tmp_path, HOME)
    _edit(
        root,
        "take: {total: 18, practice: 9}",
        "take: {total: 16, practice: 9, kinds: {role: 0, term: 1}}\n"
        'pin: ["date:library-burnt"]\n'
        'drop: ["date:reopened"]\n'
        "reword:\n"
        '  "date:library-burnt":\n'
        "    stem: {fr: Quand la bibliothèque a-t-elle brûlé ?}\n"
        "    points: 3\n"
        "    use: practice",
    )
    quiz = Loaded(root).quiz()
    ids = [question.id for question in quiz.questions]
    burnt = quiz.question("date:library-burnt")
    assert burnt.stem["fr"] == "Quand la bibliothèque a-t-elle brûlé ?"
    assert (burnt.points, burnt.use) == (3, Use.PRACTICE)
    assert "date:reopened" not in ids
    assert sum(id.startswith("role:") for id in ids) == 0
    assert sum(id.startswith("term:") for id in ids) == 1


def test_keys_stand_in_every_place_about_as_often(loaded: Loaded) -> None:
    everything = loaded.questions()
    free = tuple(
        question
        for question in everything.values()
        if question.shape is Shape.CHOOSE_ONE
        and not _options(question).ordered
        and len(_options(question).options) == 4
    )
    assert len(free) >= 8
    for version in make_versions(loaded.head, free, 1, {}):
        places = [
            placed.order.index(
                next(one.id for one in _options(everything[placed.question]).options if one.right)
            )
            for placed in version.placed
        ]
        counts = [places.count(place) for place in range(4)]
        assert max(counts) - min(counts) <= 1, (version.name, counts)


def test_what_is_written_at_length_comes_last(loaded: Loaded) -> None:
    quiz = loaded.quiz()
    for version in quiz.versions:
        assert isinstance(quiz.question(version.placed[-1].question).response, Open)


def test_versions_differ_and_are_the_same_every_time(loaded: Loaded) -> None:
    first, again = loaded.quiz(), loaded.quiz()
    assert first == again
    orders = [[placed.question for placed in version.placed] for version in first.versions]
    assert [version.name for version in first.versions] == ["A", "B", "C"]
    assert len(set(map(tuple, orders))) == 3


def test_new_facts_do_not_change_a_locked_quiz(built: Path, tmp_path: Path) -> None:
    root = _copy(tmp_path, built)
    before = Loaded(root).quiz()
    facts = (root / EDITION / "facts.yaml").read_text("utf-8")
    _edit(
        root,
        "  region-paid:\n",
        "  car-park-again:\n"
        "    measure: cost\n"
        "    object: car-park\n"
        "    says: {fr: Le parking a coûté 250 000 euros.}\n"
        "    value: 250000\n"
        "    section: site\n"
        "    evidence: {source: soir, paragraph: 4, words: Le parking a coûté 250 000 euros}\n"
        "  region-paid:\n",
        EDITION / "facts.yaml",
    )
    assert (root / EDITION / "facts.yaml").read_text("utf-8") != facts
    after = Loaded(root).quiz()
    assert after.questions == before.questions
    assert after.versions == before.versions
    assert after.lock_text == (root / EDITION / "quiz.lock.json").read_text("utf-8")


def test_a_mended_wording_keeps_the_lock_and_another_key_does_not(
    built: Path, tmp_path: Path
) -> None:
    root = _copy(tmp_path, built)
    _edit(root, "Qui dirige l’observatoire ?", "Qui est à la tête de l’observatoire ?")
    assert Loaded(root).quiz().question("who-runs").stem["fr"].startswith("Qui est à la tête")
    _edit(
        root,
        "aubrac: {text: Lucie Aubrac, right: true}",
        "aubrac: {text: Lucie Aubrac, feedback: {fr: Non.}}",
    )
    _edit(
        root,
        "merle: {text: Paul Merle, feedback: {fr: Il est maire de Montclar.}}",
        "merle: {text: Paul Merle, right: true}",
    )
    done = program.run("check", "--format", "short", root=root)
    assert done.code == 1
    # Nor is it true: the other name was the one that a source gives.
    assert re.findall(r"error (Q\d+)", done.text) == ["Q009", "Q044"]


def test_only_reshuffling_makes_a_new_revision(built: Path, tmp_path: Path) -> None:
    root = _copy(tmp_path, built)
    lock = root / EDITION / "quiz.lock.json"
    first = lock.read_text("utf-8")
    assert program.run("build", root=root).code == 0
    assert lock.read_text("utf-8") == first
    assert program.run("build", "--reshuffle", root=root).code == 0
    old, new = json.loads(first), json.loads(lock.read_text("utf-8"))
    assert (old["revision"], new["revision"]) == (1, 2)
    assert old["versions"] != new["versions"]


def test_the_lock_knows_no_language(built: Path) -> None:
    text = (built / EDITION / "quiz.lock.json").read_text("utf-8")
    assert "Quel" not in text
    assert "télescope" not in text


def _text(path: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def _flow(text: str) -> str:
    return " ".join(text.split())


def _pages(path: Path) -> str:
    done = subprocess.run(["pdfinfo", str(path)], capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def _sheet(built: Path, name: str, version: str) -> Path:
    return built / f"site/private/observatory/fr/{name}-{version}-a4.pdf"


def _glance(text: str) -> dict[int, str]:
    """The answers at the head of a printed key, by number."""
    head = text.split("Les réponses en un coup d’œil", 1)[1]
    found: dict[int, str] = {}
    for line in head.splitlines():
        cells = re.split(r"\s{3,}", line.strip())
        if len(cells) % 2 or not all(cell.isdigit() for cell in cells[::2]):
            if found:
                break
            continue
        found.update({int(cells[i]): cells[i + 1] for i in range(0, len(cells), 2)})
    return found


def _printed(text: str) -> dict[int, str]:
    """The text of each question of a printed quiz, by number."""
    blocks = re.split(r"(?m)^\s{0,3}(\d{1,2})\s{2,}(?=\S)", text)
    return {int(blocks[i]): blocks[i + 1] for i in range(1, len(blocks) - 1, 2)}


@pytest.mark.parametrize("version", ["A", "B", "C"])
def test_paper_and_printed_key_give_the_answers_of_the_model(built: Path, version: str) -> None:
    quiz = Loaded(built).quiz()
    placed = next(one for one in quiz.versions if one.name == version).placed
    printed = _printed(_text(_sheet(built, "quiz", version)))
    glance = _glance(_text(_sheet(built, "key", version)))
    assert sorted(printed) == sorted(glance) == [one.number for one in placed]
    for one in placed:
        question, block, answer = (
            quiz.question(one.question),
            printed[one.number],
            glance[one.number],
        )
        assert _plain(question.stem["fr"]).split()[0] in _flow(block)
        match question.response:
            case Choice(options=options):
                shown = _lettered(block)
                right = {_plain(option.text["fr"]) for option in options if option.right}
                assert {shown[letter] for letter in answer.split(", ")} == right
            case Match(pairs=pairs):
                shown, lefts = _lettered(block), _numbered(block)
                for entry in answer.split(", "):
                    pair = next(one for one in pairs if one.left["fr"] == lefts[entry[:-1]])
                    assert shown[entry[-1]] == _plain(pair.right["fr"])
            case Order(steps=steps):
                shown = _lettered(block)
                order = {entry[1:]: shown[entry[0]] for entry in answer.split(", ")}
                assert [order[str(at)] for at in range(1, len(steps) + 1)] == [
                    _plain(step.text["fr"]) for step in steps
                ]
            case Open():
                assert answer == "voir le barème"
            case _:
                viewer = Viewer(
                    (loaded := Loaded(built)).publication,
                    loaded.edition,
                    loaded.verifications,
                    languages.language("fr"),
                )
                assert answer == _plain(viewer.view(question, one).answer)


def _lettered(block: str) -> dict[str, str]:
    found = re.findall(r"(?:^|\s{2,})([A-H])\s+(\S.*?)(?=\s{3,}|$)", block, re.MULTILINE)
    return {letter: _plain(text).strip() for letter, text in found}


def _numbered(block: str) -> dict[str, str]:
    found = re.findall(r"(?m)^\s+(\d)\s+(\S.*?)(?=\s{3,}|$)", block)
    return {number: text.strip() for number, text in found}


def test_each_page_says_which_version_it_is_and_how_many_there_are(built: Path) -> None:
    for version in "ABC":
        path = _sheet(built, "quiz", version)
        count = int(re.search(r"Pages:\s+(\d+)", _pages(path))[1])  # type: ignore[index]
        pages = _text(path).split("\f")[:count]
        for number, page in enumerate(pages, 1):
            assert f"Version {version} · tirage 1" in page
            assert f"page {number} sur {count}" in page


def test_no_question_is_split_over_pages(built: Path) -> None:
    quiz = Loaded(built).quiz()
    pages = [_flow(page) for page in _text(_sheet(built, "quiz", "A")).split("\f")]
    for question in quiz.questions:
        if isinstance(question.response, Choice):
            parts = [
                _plain(question.stem["fr"]),
                *(_plain(o.text["fr"]) for o in question.response.options),
            ]
            assert any(all(_flow(part) in _plain(page) for part in parts) for page in pages)


def test_the_sheet_asks_for_name_class_and_date_and_says_the_points(built: Path) -> None:
    text = _flow(_text(_sheet(built, "quiz", "A")))
    quiz = Loaded(built).quiz()
    total = sum(question.points for question in quiz.questions)
    assert f"Nom et prénom Classe Date Note / {total}" in text
    assert f"18 questions · {total} points" in text
    assert "Une seule réponse" in text
    assert "Plusieurs réponses" in text


def test_the_key_says_why_and_where_it_stands(built: Path) -> None:
    text = _flow(_text(_sheet(built, "key", "A")))
    assert "Le Soir de Montclar donne ces deux montants." in text
    assert "la coupole — On n’en donne que le poids." in text
    assert "Source : La Montagne Libre, paragraphe 5." in text
    assert "On donne les deux poids, chacun avec sa source." in text


def _texts(question: Question) -> set[str]:
    """All that is written in a question, on one line each."""
    shown = [text["fr"] for text in (question.stem, question.material) if text is not None]
    return {_flow(_plain(text)) for text in (*shown, *every_text(question)) if text}


def test_test_questions_and_keys_stay_out_of_what_is_published(built: Path) -> None:
    quiz = Loaded(built).quiz()
    public = [path for path in (built / "site/public").rglob("*") if path.is_file()]
    assert not [path.name for path in public if path.name.startswith("key")]
    assert {".pdf", ".html", ".css", ".js"} <= {path.suffix for path in public}
    shown = "\n".join(
        _flow(
            _plain(
                _text(path)
                if path.suffix == ".pdf"
                else html.unescape(path.read_text("utf-8", "ignore"))
            )
        )
        for path in public
    )
    # What the edition and the practice questions say, too, is no secret.
    told = "\n".join(
        _flow(_plain(path.read_text("utf-8")))
        for folder in (built / "content", LANGUAGES / "fr")
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".yaml", ".md", ".txt") and path.name != "quiz.yaml"
    )
    practised = {text for one in quiz.of_use(Use.PRACTICE) for text in _texts(one)}
    told = "\n".join((told, *sorted(practised)))
    secrets = {
        text
        for question in quiz.of_use(Use.TEST)
        for text in _texts(question)
        # A bare number or a first name stands anywhere.
        if len(text) >= 8 and text not in told
    }
    assert len(secrets) >= 20
    assert {"coupole mobile", "l’incendie de la bibliothèque"} <= secrets
    assert [text for text in sorted(secrets) if text in shown] == []
    for question in quiz.of_use(Use.TEST):
        assert f"question:{question.id}" not in shown
    for question in quiz.of_use(Use.PRACTICE):
        assert f"question:{question.id}" in shown


def test_the_practice_page_works_without_script(built: Path) -> None:
    quiz = Loaded(built).quiz()
    page = (built / "site/public/fr/observatory/quiz/index.html").read_text("utf-8")
    practice = quiz.of_use(Use.PRACTICE)
    assert page.count('<details class="answer"') == len(practice)
    for control in ('type="radio"', 'type="checkbox"', "<select", 'inputmode="decimal"'):
        assert control in page
    labels = set(re.findall(r'<label for="([^"]+)"', page))
    assert labels == set(re.findall(r'\sid="(q\d[^"]*)"', page))


def test_blank_practice_paper_holds_no_answer(built: Path) -> None:
    text = _text(built / "site/public/fr/observatory/quiz/quiz-a4.pdf")
    assert "Pourquoi" not in text
    assert "Source" not in text
    assert "Version" not in text


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            "aubrac: {text: Lucie Aubrac, right: true}",
            "aubrac: {text: Lucie Aubrac, feedback: {fr: Non.}}",
            "Q001",
        ),
        (
            "feedback: {fr: On n’en donne que le poids.}",
            "right: true}\n      more: {text: x",
            "Q005",
        ),
        ("key: not-stated", "key: not-stated\n    offer_not_stated: false", "Q001"),
        ("    signed_off: rv\n", "", "Q013"),
        ("La {roof} s’ouvre.", "La {hood} s’ouvre.", "Q001"),
        ("    value: 16\n    unit", "    value: 17\n    unit", "Q013"),
        ("accepted: {fr: [Rose Teillet, Teillet]}", "accepted: {en: [Rose Teillet]}", "Q001"),
        (
            "right: {fr: dit que le bâtiment est à la région}",
            "right: {fr: compte les moteurs}",
            "Q004",
        ),
        (
            "first: {text: {fr: le premier télescope}",
            "first: {text: {fr: le début des travaux}",
            "Q004",
        ),
        (
            "points: 1, text: {fr: écrit clairement}",
            "points: 2, text: {fr: écrit clairement}",
            "Q001",
        ),
        ("    entries: [teillet-winter]\n", "", "Q013"),
        ("entries: [motors-16]", "entries: [motors-61]", "Q013"),
        ("entries: [motors-16]", "entries: [dome-45]", "Q006"),
    ],
)
def test_a_fault_in_a_written_question_is_refused(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    root = _copy(tmp_path, HOME)
    _edit(root, old, new)
    done = program.run("check", "--format", "short", root=root)
    assert code in re.findall(r"error (Q\d+)", done.text), done.text
    assert done.code == 1


def test_what_could_not_be_verified_is_told_once(tmp_path: Path) -> None:
    root = _copy(tmp_path, HOME)
    _edit(
        root,
        "words: Sa nouvelle coupole pèse 42 tonnes. Elle tourne grâce à 16 moteurs",
        "words: Elle tourne grâce à 61 moteurs",
        EDITION / "facts.yaml",
    )
    done = program.run("check", "--format", "short", root=root)
    assert done.code == 1
    assert not re.findall(r"error (Q\d+)", done.text), done.text


def test_a_version_is_added_without_touching_the_others(built: Path, tmp_path: Path) -> None:
    root = _copy(tmp_path, built)
    before: tuple[Version, ...] = Loaded(root).quiz().versions
    _edit(root, "versions: [A, B, C]", "versions: [A, B, C, D]")
    after = Loaded(root).quiz().versions
    assert after[:3] == before
    assert after[3].name == "D"
    assert replace(after[3], name="A") not in before


def test_reshuffling_one_edition_leaves_the_others_as_they_are_printed(
    small_publication: Path, tmp_path: Path
) -> None:
    root = tmp_path / "publication"
    shutil.copytree(small_publication, root)
    editions = root / "content" / "editions"
    quiz = editions / "ferry" / "quiz.yaml"
    text = quiz.read_text("utf-8")
    # Both editions ask the same: a question that is private in one is public in the other.
    quiz.write_text(text.replace("practice: 2", "practice: 4"), "utf-8")
    shutil.copytree(editions / "ferry", editions / "later")
    assert program.run("check", "--accept", root=root).code == 0
    assert program.run("build", "--reshuffle", root=root).code == 0
    printed = (editions / "ferry" / "quiz.lock.json").read_bytes()
    anew = (editions / "later" / "quiz.lock.json").read_bytes()
    assert program.run("build", "--reshuffle", "later", root=root).code == 0
    assert (editions / "ferry" / "quiz.lock.json").read_bytes() == printed
    assert (editions / "later" / "quiz.lock.json").read_bytes() != anew
    assert program.run("build", "--reshuffle", "elsewhere", root=root).code == 2
