"""Names for many invented people: put together, so that they belong to nobody."""

GIVEN = (
    "Aldith", "Ansel", "Averil", "Barnaby", "Bellamy", "Briony", "Cador", "Calla", "Cosmo",
    "Damaris", "Elspeth", "Emlyn", "Evander", "Faron", "Ffion", "Gethin", "Ginevra", "Hale",
    "Hesper", "Isolde", "Jory", "Jowan", "Kerensa", "Kit", "Lark", "Linnet", "Lowenna", "Marlow",
    "Merryn", "Nerys", "Nye", "Oriel", "Osric", "Pascoe", "Perran", "Quill", "Ravenna", "Rowan",
    "Sennen", "Sorrel", "Talan", "Tamsin", "Tegan", "Ursel", "Vesper", "Wilmot", "Wren", "Yestin",
)  # fmt: skip
BEGIN = (
    "Alder", "Amber", "Bracken", "Bramble", "Candle", "Cinder", "Copper", "Fallow", "Feather",
    "Fern", "Gorse", "Harrow", "Hazel", "Kestrel", "Lantern", "Larch", "Mallow", "Merrow", "Moss",
    "Nettle", "Otter", "Pebble", "Quarry", "Rushen", "Saffron", "Tansy", "Thistle", "Umber",
    "Willow", "Yarrow",
)  # fmt: skip
END = (
    "beck", "bourne", "combe", "croft", "dale", "fold", "garth", "grove", "hallow", "ley", "mere",
    "mont", "shaw", "stead", "vane", "wick",
)  # fmt: skip
FAMILY = tuple(begin + end for begin in BEGIN for end in END)
