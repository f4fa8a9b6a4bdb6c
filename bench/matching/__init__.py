"""How well and how fast people are found, beside Splink, HMPPS Person Match and recordlinkage."""
