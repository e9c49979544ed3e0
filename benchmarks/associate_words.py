"""Invented names, towns and trades for the associates of the benchmarks."""


def _each(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIVEN = _each(
    "Ada Agnes Aisha Alan Albert Alice Amara Amir Andrew Anna Anthony Arthur Beatrice Benjamin "
    "Bernard Brigid Carlos Caroline Catherine Cecily Charles Chidi Chloé Christine Clara Conor "
    "Daniel David Deborah Diego Dorota Edith Edward Eilidh Eleanor Elizabeth Emeka Emily Esther "
    "Fatima Fergus Florence Frances Frederick Gabriel Geoffrey George Gillian Grace Gwen Hamish "
    "Hannah Harold Helen Henry Hugh Ines Ingrid Iris Isaac Isobel Ivan Jacob James Jane Jasmine "
    "Jennifer Joan John Jonas Joseph Joyce Judith Karim Katherine Keiko Kenneth Kofi Lars Laura "
    "Lawrence Leila Leonard Lewis Lucía Lydia Magnus Małgorzata Margaret Maria Martin Matthew "
    "Maud Mei Michael Miriam Mohan Nadia Nancy Nathan Niamh Nicholas Noor Olga Oliver Olive Oscar "
    "Patrick Paul Pauline Peter Philip Phoebe Priya Rachel Ralph Rebecca René Richard Robert "
    "Rosa Rowan Ruth Samuel Sandra Sarah Sean Siobhan Søren Stephen Susan Tamsin Teresa Thomas "
    "Timothy Tomasz Ursula Valerie Vera Victor Vikram Walter Wanda William Winifred Yasmin Zoë"
)
NICKNAMES = {
    "Andrew": "Andy",
    "Anthony": "Tony",
    "Benjamin": "Ben",
    "Catherine": "Cathy",
    "Charles": "Charlie",
    "Christine": "Chris",
    "Daniel": "Dan",
    "David": "Dave",
    "Edward": "Ted",
    "Elizabeth": "Liz",
    "Frederick": "Fred",
    "James": "Jim",
    "Jennifer": "Jenny",
    "Joseph": "Joe",
    "Katherine": "Kate",
    "Kenneth": "Ken",
    "Lawrence": "Larry",
    "Margaret": "Peggy",
    "Matthew": "Matt",
    "Michael": "Mike",
    "Nicholas": "Nick",
    "Patrick": "Pat",
    "Philip": "Phil",
    "Rebecca": "Becky",
    "Richard": "Dick",
    "Robert": "Bob",
    "Samuel": "Sam",
    "Stephen": "Steve",
    "Susan": "Sue",
    "Thomas": "Tom",
    "Timothy": "Tim",
    "William": "Bill",
}
_FAMILY_STARTS = _each(
    "Al Ash Ban Bar Bell Bram Brook Cal Car Chal Clay Cor Dal Den Dun Ecker Ell Fair Fen Frost "
    "Gar Glen Gol Gren Hal Har Hart Hol Ing Jar Kel Kil Kir Lam Lang Lin Loch Mal Mar Mel Mor "
    "Mül Nor Oak Or Pel Pen Quin Ray Red Rib Ros Rud Sal Sel Shaw Sil Stan Strö Tal Thorn Tre "
    "Ul Van Ver Wal War Wes Whit Wil Wyn Yar Zel"
)
_FAMILY_ENDS = _each(
    "ács ale bach beck berg bourne by combe cott croft dahl den don er es field ford gate grove "
    "ham head holm hurst ingham ington ison ley low man mann mere moor more ney or ose quist ridge "
    "row sby sen shaw son stead stone ström ter thorpe ton tree vale ver ville wald ward way well "
    "wick win wood worth yan"
)
FAMILY = tuple(start + end for start in _FAMILY_STARTS for end in _FAMILY_ENDS)
COMMON_FAMILY = ("Smith", "Jones", "Taylor", "Brown", "Patel", "Murphy", "Evans", "Khan")
_TOWN_STARTS = _each(
    "Aln Ams Bex Birk Bram Cald Chel Cray Dorn Eden Ever Farl Gels Hax Ilk Kes Lud Mex Net Orl "
    "Pock Quar Rils Sker Thax Ulv Vels Wex Yarl"
)
_TOWN_ENDS = _each("bourne bridge bury by combe ford ham ington leigh market mouth ness stow ton")
TOWNS = tuple(start + end for start in _TOWN_STARTS for end in _TOWN_ENDS)
#: A trade: what stands in the business's name, and the skills that go with it.
TRADES = {
    "Joinery": ("joinery", "staircases", "sash windows", "oak framing"),
    "Pottery": ("throwing", "glazing", "kiln repair", "tableware"),
    "Bookbinding": ("bookbinding", "gold tooling", "paper conservation"),
    "Printing": ("letterpress", "screen printing", "risograph", "folding"),
    "Design": ("logo design", "typography", "layout", "brand guidelines"),
    "Photography": ("portraits", "product photography", "retouching", "drone pictures"),
    "Catering": ("menu planning", "baking", "event catering", "food hygiene"),
    "Gardens": ("garden design", "planting", "dry stone walls", "pruning"),
    "Electrics": ("rewiring", "solar panels", "inspection", "lighting design"),
    "Plumbing": ("heat pumps", "boilers", "bathrooms", "leak finding"),
    "Translation": ("translation", "subtitles", "proofreading", "interpreting"),
    "Software": ("web development", "databases", "accessibility review", "data migration"),
    "Accounts": ("bookkeeping", "payroll", "year-end accounts", "grant reports"),
    "Film": ("camera", "sound recording", "editing", "colour grading"),
    "Music": ("composition", "mixing", "violin lessons", "live sound"),
    "Textiles": ("weaving", "natural dyeing", "pattern cutting", "upholstery"),
    "Cycles": ("wheel building", "frame repair", "bicycle fitting"),
    "Metalwork": ("welding", "blacksmithing", "railings", "tool making"),
    "Research": ("interviews", "survey design", "evaluation", "report writing"),
    "Events": ("stage management", "ticketing", "risk assessment", "crew planning"),
    "Illustration": ("illustration", "map drawing", "story boards", "murals"),
    "Training": ("workshops", "first aid training", "coaching", "facilitation"),
    "Roofing": ("slating", "leadwork", "thatching", "guttering"),
    "Farm": ("cheese making", "bee keeping", "hedge laying", "cider"),
}
THINGS = _each(
    "Anchor Apple Barley Beacon Bramble Candle Clover Compass Copper Crane Curlew Ember Falcon "
    "Feather Fern Flint Gannet Hazel Heron Ivy Juniper Kestrel Lantern Lark Linden Magpie Maple "
    "Meadow Mill Moss Nettle Otter Owl Pebble Plover Quarry Raven Rook Rowan Saddle Sorrel "
    "Sparrow Spindle Swift Teasel Thistle Tide Willow Wren Yarrow"
)
SUFFIXES = ("", "", "", "Ltd", "Ltd", "Limited", "LLP", "CIC")
ROLES = ("owner", "director", "partner", "office manager", "studio lead", "apprentice", "foreman")
MEETINGS = ("at the spring fair", "through the makers' guild", "at a trade breakfast", "by post")
REMARKS = (
    "Answers quickly and keeps to the price agreed.",
    "Best reached in the early morning.",
    "Wants thirty days' notice before the summer.",
    "Works with the café on the corner and knows its owner.",
    "Would share a stand at the autumn market.",
    "Sent a thorough reference after the museum job.",
    "Has a van for hire and a dry store.",
    "Careful with drawings; ask for the second version.",
)
