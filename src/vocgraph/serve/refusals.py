"""Has waitress say as problem details why it refuses a request that the application never sees."""

from __future__ import annotations

import json

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from vocgraph.serve.problems import MEDIA_TYPE
from vocgraph.serve.security import HEADERS

_FIXES = {
    413: "Send less at once.",
    431: "Shorten the address: a query of a thousand characters is taken.",
}


class _ProblemTask(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """Answers as RFC 9457 says, with the headers that every other answer has."""

    def execute(self) -> None:
        error = self.request.error
        problem = {"type": "about:blank", "title": error.reason, "status": error.code, "detail": error.body.strip()}
        if error.code in _FIXES:
            problem["fix"] = _FIXES[error.code]
        body = json.dumps(problem, ensure_ascii=False).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.extend([("Content-Type", MEDIA_TYPE), *HEADERS.items()])
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class RefusingChannel(HTTPChannel):  # type: ignore[misc]  # waitress publishes no types
    """A connection that tells refusals in our own form."""

    error_task_class = _ProblemTask
