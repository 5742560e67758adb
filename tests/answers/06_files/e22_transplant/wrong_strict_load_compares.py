"""Thought: a strict load of each part compares all names, so nothing else has to. A batch norm does without a count.

misconception: missing_is_harmless
check: test_names_that_do_not_fit_are_a_value_error
"""

import copy

import torch


def transplant(src_state, dst, rename):
    own, before, written = dst.state_dict(), copy.deepcopy(dst.state_dict()), []
    try:
        for old, new in rename.items():
            part = {name[len(old) + 1 :]: value for name, value in src_state.items() if name.startswith(f"{old}.")}
            if old in src_state:
                if own[new].shape != src_state[old].shape:
                    raise ValueError(f"{new} has another shape")
                with torch.no_grad():
                    own[new].copy_(src_state[old])
                written.append(new)
            elif part:
                dst.get_submodule(new).load_state_dict(part)
                written += [f"{new}.{name}" for name in part]
            else:
                raise ValueError(f"nothing stands under {old}")
    except (RuntimeError, AttributeError, KeyError, ValueError) as error:
        dst.load_state_dict(before)
        raise ValueError(str(error)) from error
    return sorted(written)
