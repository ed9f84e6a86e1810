"""What all tests share."""

from hypothesis import settings

# No deadline: a busy machine is no failure. The same examples each time: a failure can be run again.
settings.register_profile("house", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("house")
