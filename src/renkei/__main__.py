"""`python -m renkei` is the same as the `renkei` command."""

from renkei.faces.cli import main

if __name__ == "__main__":
    main()
