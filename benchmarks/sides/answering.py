"""What a site's process does: read a request a line, prepare, do the work by the clock, answer a line."""

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

Work = Callable[[], Any]


def answer(asked: dict[str, Callable[..., Work]]) -> None:
    """Serve the functions in ``asked`` until the input ends.

    A function prepares and returns the work; the work alone is timed, after a collection of garbage, so that
    neither site pays for what the other request left behind. Beside the time that passed stands the processor
    time that this process used, which other programs on a busy machine disturb little.
    """
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        request = json.loads(line)
        work = asked[request.pop("what")](**request)
        gc.collect()
        began, used = time.perf_counter(), time.process_time()
        result = work()
        took, busy = time.perf_counter() - began, time.process_time() - used
        print(json.dumps({"ms": 1000 * took, "cpu": 1000 * busy, "result": result}), file=out, flush=True)
