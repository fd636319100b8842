"""Terms of the glossary as questions see them: which can be asked for, and how."""

from __future__ import annotations

from rectoverso.languages import language as language_of
from rectoverso.model.entries import Term
from rectoverso.questions.context import Context, mentions
from rectoverso.questions.families import alike
from rectoverso.text.fold import fold


def askable(context: Context) -> dict[str, Term]:
    """The terms whose definition does not tell the term, in any language, by their id."""
    return {
        id: term
        for id, term in context.terms()
        if context.complete(term.term, term.definition)
        and not alike(term.term, term.definition, context)
        and not any(
            mentions(term.definition[language], form, language_of(language))
            for language, forms in accepted(term, context).items()
            for form in forms
        )
    }


def accepted(term: Term, context: Context) -> dict[str, tuple[str, ...]]:
    """The term and its aliases, by language."""

    def forms(language: str) -> tuple[str, ...]:
        aliases = (alias.get(language) for alias in term.aliases)
        return tuple(dict.fromkeys((term.term[language], *(alias for alias in aliases if alias))))

    return {language: forms(language) for language in context.languages}


def of_adjective(term: Term, context: Context) -> bool:
    """Whether the definition is that of an adjective: « Se dit d’un programme que … »."""
    return any(
        fold(term.definition[language]).text.casefold().startswith(words)
        for language in context.languages
        for words in language_of(language).asking.adjective
    )


def plural(term: Term, context: Context) -> bool:
    """Whether the term is a plural in the first language; an abbreviation is not."""
    language = context.languages[0]
    first = term.term[language].split()[0]
    return first != first.upper() and first.endswith(language_of(language).asking.plural)
