"""Where the house speaks with other programs: a check for viruses, a child that reads files."""
