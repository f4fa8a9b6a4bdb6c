"""What runs in the child process that reads a file. It knows nothing of the house but its words.

It is started with a bare interpreter, by sandbox.py, and imports no settings and no framework.
"""
