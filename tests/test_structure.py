"""How the project holds together: imports, extensions, languages, docs, what is tracked."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest
import yaml

import rectoverso
from rectoverso import arguments, languages
from rectoverso.languages import language
from rectoverso.load.json_schema import schemas
from rectoverso.problems import Code

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "rectoverso"

# Each part may import itself and what stands in an earlier line.
LAYERS = (
    ("system", "problems", "registry", "memo"),
    ("model",),
    ("languages",),
    ("text",),
    ("questions",),
    ("load",),
    ("verify",),
    ("compose", "draft"),
    ("review",),
    ("render", "export"),
    ("audit",),
    ("publish", "send"),
    ("pipeline",),
    ("report", "scaffold"),
    ("preview",),
    ("arguments",),
    ("sending",),
    ("cli",),
    ("__main__",),
)
EXTENSIONS = ("checks", "kinds", "rules", "formats", "forms", "outputs", "pages", "services")
# Parts that run before anything is installed.
STANDARD_LIBRARY_ONLY = ("system",)


def _sources() -> list[Path]:
    return sorted(
        path for path in HOME.rglob("*.py") if not {"publication", "edition"} & set(path.parts)
    )


def _part(path: Path) -> str:
    return path.relative_to(HOME).with_suffix("").parts[0]


def _imports(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            found |= {f"{module}.{name.name}" for name in node.names}
    return found


def test_imports_go_one_way() -> None:
    rank = {part: number for number, layer in enumerate(LAYERS) for part in layer}
    wrong = []
    for path in _sources():
        part = _part(path)
        if part == "__init__":
            continue
        assert part in rank, f"{part} has no place among the layers"
        for name in _imports(ast.parse(path.read_text(encoding="utf-8"))):
            names = name.split(".")
            if names[0] != "rectoverso" or len(names) < 2 or names[1] not in rank:
                continue
            if names[1] != part and rank[names[1]] >= rank[part]:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


def test_what_runs_before_the_installation_needs_nothing() -> None:
    own = {"rectoverso", *importlib.import_module("sys").stdlib_module_names}
    paths = [ROOT / "build.py", ROOT / "tests" / "__main__.py", HOME / "__init__.py"]
    paths += [path for part in STANDARD_LIBRARY_ONLY for path in (HOME / part).rglob("*.py")]
    for path in paths:
        names = _imports(ast.parse(path.read_text(encoding="utf-8")))
        assert {name.split(".")[0] for name in names} <= own, path


def test_only_the_registry_finds_modules_by_name() -> None:
    users = [
        path.relative_to(HOME).as_posix()
        for path in _sources()
        if {"importlib", "importlib.import_module"} & _imports(ast.parse(path.read_text("utf-8")))
        and "import_module(" in path.read_text("utf-8")
    ]
    # WeasyPrint cannot be imported where Pango is missing, so render asks for it by name.
    assert sorted(users) == ["registry.py", "render/pdf.py"]


def _extension_packages() -> dict[str, set[str]]:
    """Packages whose modules are found through the registry, with the names they promise.

    The package, or the one above it, names them in its docstring after the word "exports": in
    a list, where an item with "when" may be absent, or in a sentence.
    """
    found = {}
    for info in pkgutil.walk_packages(rectoverso.__path__, "rectoverso."):
        if not info.ispkg or info.name.rpartition(".")[2] not in EXTENSIONS:
            continue
        package = importlib.import_module(info.name)
        above = importlib.import_module(info.name.rpartition(".")[0])
        texts = [(module.__doc__ or "").partition("exports")[2] for module in (package, above)]
        found[info.name] = _promised(next((text for text in texts if text), ""))
    return found


def _promised(text: str) -> set[str]:
    items = re.findall(r"^- ``(\w+)[^`]*``((?:.|\n(?!- |\n))*)", text, re.MULTILINE)
    if items:
        return {name for name, rest in items if " when " not in rest.split(":")[0]}
    return set(re.findall(r"``(\w+)[^`]*``", text.split(". ")[0].split("; ")[0]))


@pytest.mark.parametrize("package", sorted(_extension_packages()))
def test_every_extension_exports_what_its_package_promises(package: str) -> None:
    promised = _extension_packages()[package]
    assert promised, f"{package} does not say what its modules export"
    home = importlib.import_module(package)
    names = [
        info.name for info in pkgutil.iter_modules(home.__path__) if not info.name.startswith("_")
    ]
    for name in names:
        module = importlib.import_module(f"{package}.{name}")
        assert module.__doc__, f"{package}.{name} has no docstring"
        missing = {export for export in promised if not hasattr(module, export)}
        assert missing == set(), f"{package}.{name} lacks {missing}"


def _public_definitions() -> list[tuple[str, ast.AST]]:
    found: list[tuple[str, ast.AST]] = []
    for path in _sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found.append((str(path.relative_to(ROOT)), tree))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                found.append((f"{path.relative_to(ROOT)}: {node.name}", node))
    return found


def test_what_is_public_says_what_it_does() -> None:
    silent = [
        name
        for name, node in _public_definitions()
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module)
        and not ast.get_docstring(node)
    ]
    assert silent == []


def _leaves(node: object, path: str = "") -> dict[str, str]:
    if isinstance(node, dict):
        return {
            key: text
            for name, part in node.items()
            for key, text in _leaves(part, f"{path}.{name}").items()
        }
    return {path: node} if isinstance(node, str) else {}


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _language_files(code: str, pattern: str) -> dict[str, Path]:
    home = HOME / "languages" / code
    return {path.relative_to(home).as_posix(): path for path in sorted(home.glob(pattern))}


def test_every_language_has_the_same_files() -> None:
    files = [set(_language_files(code, "**/*.*")) for code in languages.codes()]
    assert files.count(files[0]) == len(files)


@pytest.mark.parametrize(
    "name",
    sorted(
        {**_language_files("en", "interface/*"), **_language_files("en", "messages/*")},
    ),
)
def test_every_language_has_the_same_texts_with_the_same_placeholders(name: str) -> None:
    asked: dict[str, set[frozenset[str]]] = {}
    counted: Counter[str] = Counter()
    for code in languages.codes():
        text = _language_files(code, "**/*")[name].read_text(encoding="utf-8")
        for key, leaf in _leaves(yaml.load(text, Loader=yaml.BaseLoader)).items():
            # Languages have different plural categories; all have the general one. A unit that
            # a language does without is empty there.
            if key.endswith((".zero", ".one", ".two", ".few", ".many")):
                continue
            # Long forms quote calls in braces; they are shown as they are.
            wanted = frozenset(() if key.endswith(".explain") else _placeholders(leaf))
            asked.setdefault(key.removesuffix(".other"), set())
            counted[key.removesuffix(".other")] += 1
            if leaf:
                asked[key.removesuffix(".other")].add(wanted)
    assert {key for key, sets in asked.items() if len(sets) > 1} == set()
    assert {key for key, count in counted.items() if count != len(languages.codes())} == set()


@pytest.mark.parametrize("name", sorted(_language_files("en", "*.yaml")))
def test_no_language_lacks_a_class_of_words_or_has_one_of_its_own(name: str) -> None:
    first, *others = [
        set(yaml.load(_language_files(code, "*.yaml")[name].read_text("utf-8"), yaml.BaseLoader))
        for code in languages.codes()
    ]
    assert all(keys == first for keys in others)


def test_the_schemas_are_current(refresh: bool) -> None:
    folder = ROOT / "docs" / "schema"
    for name, text in schemas().items():
        if refresh:
            (folder / name).write_text(text, encoding="utf-8")
        assert (folder / name).read_text(encoding="utf-8") == text
    assert {path.name for path in folder.glob("*")} == set(schemas())


def test_the_guide_to_commands_is_current(refresh: bool) -> None:
    guide = ROOT / "docs" / "guides" / "commands.md"
    text = _guide_to_commands()
    if refresh:
        guide.write_text(text, encoding="utf-8")
    assert guide.read_text(encoding="utf-8") == text


def _guide_to_commands() -> str:
    """The help of every command, in English and French."""
    lines = [
        "<!-- Generated by `python3 tests --refresh`; do not edit. -->",
        "# Commands · Commandes",
        "",
        "`python3 build.py …` and an installed `rectoverso …` are the same program.",
        "",
        "`python3 build.py …` et un `rectoverso …` installé sont le même programme.",
    ]
    helps = [dict(arguments.command_help(language(code))) for code in ("en", "fr")]
    for name in helps[0]:
        lines += ["", f"## {name}"]
        for texts in helps:
            lines += ["", "```text", texts[name].rstrip(), "```"]
    return "\n".join(lines) + "\n"


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if (ROOT / name).is_file()]


def test_no_tracked_file_names_this_machine_or_a_package_index() -> None:
    folders = [str(folder) + "/" for folder in (ROOT.parent, Path.home())]
    index = re.compile(r"https?://\S*(?:/simple\b|\.whl\b|\.tar\.gz\b)|--(?:extra-)?index-url")
    wrong = []
    for path in _tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if path != Path(__file__) and (
            index.search(text) or any(folder in text for folder in folders if len(folder) > 2)
        ):
            wrong.append(str(path.relative_to(ROOT)))
    assert wrong == []


def test_every_package_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][\w.]*", pin) for pin in pins)
    assert pins == sorted(pins)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = {
        name.lower().replace("_", "-")
        for name in re.findall(r'^    "([A-Za-z0-9_.-]+)(?:\[\w+\])?>=', project, re.MULTILINE)
    }
    assert wanted <= {pin.partition("==")[0] for pin in pins}


def test_every_code_that_is_raised_is_one_of_the_catalogue_and_every_one_is_raised() -> None:
    raised: set[str] = set()
    for path in _sources():
        if path.name != "problems.py":
            raised |= set(re.findall(r"\bCode\.([A-Z]\d{3})\b", path.read_text("utf-8")))
    assert raised == {code.name for code in Code}
