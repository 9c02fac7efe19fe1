"""The process in which the signatures of one file are checked.

``python -m plans.signing.worker bg`` reads a line with what is trusted, then the file; it answers
with one line of JSON.
"""

import base64
import json
import sys

from plans.reading.worker import hold, speak


def main(language: str) -> None:
    """Read standard input; the limits come before the first byte."""
    hold()
    speak(language)
    from plans.reading import Unreadable
    from plans.signing.checking import check
    from plans.signing.found import Trust

    known = json.loads(sys.stdin.buffer.readline())
    trust = Trust([base64.b64decode(one) for one in known["roots"]], known["seal"])
    said: dict[str, object]
    try:
        data, must = sys.stdin.buffer.read(), known["must_be_signed"]
        said = check(data, trust, must_be_signed=must).as_json()
    except Unreadable as problem:
        said = {"refused": str(problem)}
    sys.stdout.write(json.dumps(said, default=str))


if __name__ == "__main__":
    main(sys.argv[1])
