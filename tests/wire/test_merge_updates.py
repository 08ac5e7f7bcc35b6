"""Made-up updates, whose right merge is known, and the rates that the desk was promised."""

from broadsheet.wire.merge import merge
from support.updates import update


def test_no_made_update_merges_by_luck_and_nearly_all_that_can_merge_do():
    by_luck, wrong, merged, could = [], [], 0, 0
    for seed in range(600):
        made = update(seed)
        found = merge(made.base, made.agency, made.paper)
        if made.is_conflict:
            by_luck += [seed] if found.clean else []
            continue
        could += 1
        merged += found.clean
        wrong += [seed] if found.clean and found.text.split() != made.text.split() else []

    assert (by_luck, wrong) == ([], [])
    assert merged > 0.95 * could > 300
