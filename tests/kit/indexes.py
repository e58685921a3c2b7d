"""Classes of named indexes, and what they are called."""


def names_of(indexes: type) -> tuple[str, ...]:
    """Return the names in *indexes* by index, in words; two of one index would be a fault."""
    found = {value: name for name, value in vars(indexes).items() if isinstance(value, int)}
    assert sorted(found) == list(range(len(found)))
    return tuple(found[index].lower().replace("_", " ") for index in range(len(found)))
