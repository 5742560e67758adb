def rectify(x):
    return x.clamp(min=0)
