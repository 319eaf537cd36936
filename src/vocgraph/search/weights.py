"""Holds what each piece of evidence counts for when passages are ranked; docs/ranking.md says how it was chosen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """What finding something is worth, beside a word of the query with 1; and how words and meaning are joined."""

    inner: float = 0.35  # a word inside a longer word of the query
    single: float = 0.5  # one Han character that stands alone
    phrase: float = 1.0  # the words of the query side by side, as typed
    pair: float = 0.12  # two characters side by side: the net under the words
    added: float = 1.0  # a term that the thesaurus added, beside the query's own words
    added_english: float = 1.0  # the same where the query is English, and the passages do not hold its words
    added_other: float = 0.5  # any term of a concept but the preferred one, times the above
    added_word: float = 0.3  # a word of an added term, times the above
    proof: float = 0.9  # how far an added term proves the part of the query it was added for
    other_name: float = 0.8  # another name of an organisation that the query names
    uncovered: float = 0.1  # what is left of a word score where nothing of the query is held: tf alone must not win
    meaning: float = 0.45  # what meaning counts for where a passage holds the whole query; the less it holds, the more
    lean: float = 0.3  # how far a concept found in the query draws the query's vector towards its preferred term
    best_sentence: float = 0.3  # what the nearest sentence of a passage counts for beside the whole passage
    named: float = 0.3  # what naming an organisation of the query lifts a passage by, where 1 is the best word score
    floor: float = 0.35  # nearness, where 1 is the nearest, below which what words did not find is no answer
