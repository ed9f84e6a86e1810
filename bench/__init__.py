"""How quick it is: `python -m bench`, or `make bench`."""
