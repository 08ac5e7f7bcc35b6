"""A clock that moves only when told to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine


@dataclass
class FrozenClock:
    """The whole process's clock; ``pass_time(seconds=3)`` moves it on."""

    traveller: Any
    now: datetime

    def pass_time(self, **span: float) -> datetime:
        return self.set(self.now + timedelta(**span))

    def set(self, moment: datetime) -> datetime:
        self.traveller.move_to(moment, tick=False)
        self.now = moment
        return moment


@pytest.fixture
def clock(noon: datetime) -> Iterator[FrozenClock]:
    """Freeze the clock at noon. For doors only: services and rules take ``now``."""
    with time_machine.travel(noon, tick=False) as traveller:
        yield FrozenClock(traveller, noon)
