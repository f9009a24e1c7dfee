"""Values sent through a pickle, as they are to worker processes."""

import pickle


def pickled(value):
    """The value as it arrives in another process."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - written a moment ago
