"""Refuses SPARQL that could write, reach out of the library, or is too long to be a question."""

from __future__ import annotations

import re

from vocgraph.errors import QueryError

LONGEST = 16_000  # characters

_OFFERED = """
    base prefix select distinct reduced construct describe ask where order by asc desc limit offset group having
    values undef optional graph union minus filter bind as not exists in a true false count sum min max avg sample
    group_concat separator str lang langmatches datatype bound iri uri bnode rand abs ceil floor round concat
    strlen ucase lcase encode_for_uri contains strstarts strends strbefore strafter year month day hours minutes
    seconds timezone tz now uuid struuid md5 sha1 sha256 sha384 sha512 coalesce if strlang strdt sameterm isiri
    isuri isblank isliteral isnumeric regex substr replace
"""
_WORDS = frozenset(_OFFERED.split())
_FORMS = frozenset({"select", "ask", "construct", "describe"})
# A prefix has at most 64 characters: a longer one would be read again from each of its letters, in vain.
_TOKEN = re.compile(
    r"""
      (?P<skip> \s+ | \#[^\n\r]* )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<text> \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
              | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<variable> [?$]\w+ )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<name> (?:_|[^\W\d_][\w.\-]{0,63})?:(?:[\w:%.\-]|\\[_~.\-!$&'()*+,;=/?\#@%])* )
    | (?P<number> \d+(?:\.\d+)?(?:[eE][+-]?\d+)? | \.\d+ )
    | (?P<word> [^\W\d]\w* )
    | (?P<mark> [{}()\[\].,;*/|^!=<>+\-&?] )
    """,
    re.VERBOSE | re.DOTALL,
)


def check_query(query: str) -> None:
    """Let pass only a query made of the words of SPARQL 1.1 that read from this library.

    :raises QueryError: with the reason and a way out.
    """
    if len(query) > LONGEST:
        raise QueryError(
            "The query has {length:,} characters; the limit is {most:,}.",
            fix="Ask for less at once.",
            length=len(query),
            most=LONGEST,
        )
    if re.search(r"\\[uU]", query):
        raise QueryError("The query holds a \\u escape.", fix="Write the character itself.")
    if "service" in query.casefold():
        # Where `<` may begin an address or mean "less than", two parsers can disagree about what is text and what is
        # query. The one word that opens a connection is therefore refused wherever it stands.
        raise QueryError(
            "The query holds the word SERVICE; this library asks no other server.",
            fix='Remove it; inside a text, write CONCAT("serv", "ice").',
        )
    _check_words(list(_words(query)))


def _words(query: str) -> list[str]:
    """The bare words in order, in small letters: all that is no address, text, variable, prefixed name or number."""
    at, found = 0, []
    while at < len(query):
        token = _TOKEN.match(query, at)
        if token is None:
            raise QueryError(
                "The query cannot be read from character {at}: {there!r}.",
                fix="Check quotation marks and brackets there.",
                at=at + 1,
                there=query[at : at + 20],
            )
        if token.lastgroup == "word":
            found.append(token.group().lower())
        at = token.end()
    return found


def _check_words(words: list[str]) -> None:
    form = next((word for word in words if word not in {"base", "prefix"}), "")
    if form not in _FORMS:
        raise QueryError(
            "A query must begin with SELECT, ASK, CONSTRUCT or DESCRIBE, not {word!r}.",
            fix="Example: SELECT ?name WHERE {{ ?x a voc:Enterprise ; skos:prefLabel ?name }} LIMIT 10",
            word=form.upper(),
        )
    unknown = next((word for word in words if word not in _WORDS), None)
    if unknown is not None:
        raise QueryError(
            "{word} is not offered here.",
            fix="Use SPARQL 1.1 queries without FROM and without updates; texts stand in quotation marks.",
            word=unknown.upper(),
        )
