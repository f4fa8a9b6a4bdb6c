"""A real provider of single sign-on on loopback, by django-allauth, in a process of its own."""
