"""The small paper for tests of stories."""

import pytest


@pytest.fixture
def paper(db):
    from support.newsroom import small_paper

    return small_paper()
