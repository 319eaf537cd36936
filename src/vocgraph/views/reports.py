"""Holds what a library answers about itself or one of its reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vocgraph.documents.reading import ReportInfo
    from vocgraph.model import Mention, Profile, Report, Structure
    from vocgraph.views.form import Json


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report as it is read: its text, its structure, and the entities marked in it."""

    info: ReportInfo
    report: Report
    structure: Structure
    mentions: tuple[tuple[str, Mention], ...]  # entity id and mention, in reading order


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """What a library holds and how it was made."""

    folder: str
    generation: int
    built: str  # ISO 8601, UTC
    counts: dict[str, int]
    fingerprints: dict[str, str]
    model: Json  # the embedding model: name, path ("" where there is none), fingerprint, dimensions
    reports: tuple[ReportInfo, ...]

    def as_dict(self) -> Json:
        return {
            "folder": self.folder,
            "generation": self.generation,
            "built": self.built,
            "counts": self.counts,
            "fingerprints": self.fingerprints,
            "model": self.model,
            "reports": [report_dict(info) for info in self.reports],
        }


def report_dict(info: ReportInfo) -> Json:
    """One line about a report."""
    return {
        "id": info.id,
        **profile_dict(info.profile),
        "source": info.source,
        "sha256": info.sha256,
        "characters": info.characters,
        "pages": info.pages,
        "cases": info.cases,
        "tables": info.tables,
        "passages": info.passages,
    }


def profile_dict(profile: Profile) -> Json:
    """What a report says about itself."""
    return {
        "title": profile.title,
        "institution": profile.institution,
        "institution_type": profile.institution_type,
        "region": {"province": profile.region.province, "city": profile.region.city},
        "year": profile.year,
        "publisher": profile.publisher,
        "published": profile.published,
    }
