"""The look: GOV.UK and MOJ components, the form bridge, and a gallery of all of them."""
