"""Finds the built front end's files: their names carry a hash, which Vite's manifest tells."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path

_LOG = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"  # written by the front end's build, not kept in version control
_ENTRY = "src/main.ts"
_NETWORK = "src/network/main.ts"


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses below ``/static/`` of what a page loads; all empty where the front end was not built."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    icon: str = ""
    network_scripts: tuple[str, ...] = ()  # of the network page alone
    network_styles: tuple[str, ...] = ()


def find_assets(static: Path) -> Assets:
    """Read the manifest. Without one the pages still work, unstyled, and the log says how to mend it."""
    manifest = static / ".vite" / "manifest.json"
    try:
        told = json.loads(manifest.read_text("utf-8"))
        entry, network = told[_ENTRY], told[_NETWORK]
    except (OSError, ValueError, KeyError) as error:
        _LOG.warning("The front end is not built (%r): pages are unstyled. Build it: python hatch_build.py", error)
        return Assets()
    icon = "icon.svg" if (static / "icon.svg").is_file() else ""
    return Assets(
        scripts=(entry["file"],),
        styles=tuple(entry.get("css", ())),
        icon=icon,
        network_scripts=(network["file"],),
        network_styles=tuple(network.get("css", ())),
    )
