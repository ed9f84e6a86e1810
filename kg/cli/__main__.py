"""`python -m kg.cli`, the same as `kg`."""

from kg.cli import main

if __name__ == "__main__":  # worker processes import this module again
    main()
