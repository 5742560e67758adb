"""Trusts strict=False to sort out what belongs together: no name matches.

misconception: strict_false_sorts_it_out
check: test_mapped_layers_are_copied_and_the_rest_stays
"""


def transplant(src_state, dst, rename):
    dst.load_state_dict(src_state, strict=False)
    return sorted(name for name in dst.state_dict() if name in src_state)
