"""Checking in a process of its own, under the limits under which documents are read."""

import base64
import json
import logging
import subprocess
import sys

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plans.reading import Unreadable
from plans.reading.limits import ROOT

from .found import Checked, Signature, Trust

#: Seconds; the limit of the processor ends it before, unless the machine is busy with others.
_LONGEST_WAIT = 60
log = logging.getLogger(__name__)
_TOO_HEAVY = _(
    "Checking the signature takes too long or too much memory: download the file anew, sign it and "
    "bring it."
)


def check_apart(data: bytes, trust: Trust, *, must_be_signed: bool = True) -> Checked:
    """``checking.check`` in a process with limits.

    Raises:
        Unreadable: with one sentence for the person who brought the file.
    """
    known = {
        "roots": [base64.b64encode(one).decode() for one in trust.roots],
        "seal": trust.seal,
        "must_be_signed": must_be_signed,
    }
    given = json.dumps(known).encode() + b"\n" + data
    command = [sys.executable, "-m", "plans.signing.worker", get_language() or "bg"]
    try:
        # Without the variables of the service: no password or key is there to be found.
        done = subprocess.run(
            command, input=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            cwd=ROOT, env={}, timeout=_LONGEST_WAIT, check=True,
        )  # fmt: skip
        said = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as fault:
        log.exception("the check of a signed file of %d bytes did not end well", len(data))
        raise Unreadable(_TOO_HEAVY) from fault
    if "refused" in said:
        raise Unreadable(said["refused"])
    signatures = tuple(Signature.from_json(one) for one in said["signatures"])
    return Checked(signatures, said["drawn"])
