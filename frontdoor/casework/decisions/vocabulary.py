"""The words of decisions."""

from frontdoor.kernel.lifecycle import Labelled


class PrimaryNeed(Labelled):
    """Primary need codes of the Children in Need census (d.1)."""

    N1 = "N1", "Abuse, neglect and exploitation"
    N2 = "N2", "The child’s disability"
    N3 = "N3", "A parent’s disability or illness"
    N4 = "N4", "Family in acute stress"
    N5 = "N5", "Family dysfunction"
    N6 = "N6", "Socially unacceptable behaviour"
    N7 = "N7", "Low income"
    N8 = "N8", "Absent parenting"
    N9 = "N9", "Cases other than children in need"
    N0 = "N0", "Not stated"
