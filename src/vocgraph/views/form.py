"""Says what the JSON form of an answer is made of."""

from typing import Any

Json = dict[str, Any]
