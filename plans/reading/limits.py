"""What the reading of one document may use, whatever is in it."""

from pathlib import Path

#: Bytes of memory, all programs and libraries counted; 512 MB is the bar.
MAX_MEMORY = 448 * 1024 * 1024
#: Seconds of the processor, and of waiting for it; 20 together are the bar.
MAX_SECONDS = 16
MAX_WAIT = 18
#: Where the process is started.
ROOT = Path(__file__).resolve().parents[2]
