"""Small tables as other programs write them, with invented people."""

GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Nickname,Birthday,Location,Occupation,Notes,"
    "Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,"
    "E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Type,Address 1 - Formatted,"
    "Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,"
    "Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,"
    "Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Website 1 - Type,"
    "Website 1 - Value,Custom Field 1 - Type,Custom Field 1 - Value\r\n"
    'Ada Hartwell,Ada,,Hartwell,,1980-04-15,Alnford,,"Line one\nLine two",,,'
    "* myContacts ::: Makers,* Work,ada@hartwell.example ::: office@hartwell.example,Home,"
    'ada@home.example,Mobile,01632 960001 ::: 01632 960002,Work,"1 Mill Lane\nAlnford",'
    "1 Mill Lane,Alnford,,,QA1 1AA,UK,,,Hartwell Joinery,Owner,Profile,https://hartwell.example,"
    "Van,blue\r\n"
)
GOOGLE_NEW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,"
    "File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,"
    "Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Phone 2 - Label,Phone 2 - Value,Website 1 - Label,Website 1 - Value\n"
    "Chloé,,Oakbourne,,,,,,Wren Pottery,Director,,,,,* myContacts ::: Guild,* ,"
    "chloe@wren.example,Work,01632 960003,Atelier,+44 1632 960004,,https://wren.example\n"
    ",,,,,,,,Only Business Ltd,,,,,,,,,,,,,,\n"
)
OUTLOOK = (
    "First Name,Middle Name,Last Name,Title,Suffix,E-mail Address,E-mail 2 Address,Home Phone,"
    "Business Phone,Mobile Phone,Business Fax,Job Title,Department,Company,Business Street,"
    "Business City,Business State,Business Postal Code,Business Country/Region,Home Street,"
    "Home City,Web Page,Birthday,Notes,Categories\r\n"
    "Søren,,Lindholm,Dr,,soren@lindholm.example,s@home.example,01632 960005,01632 960006,"
    '01632 960007,,Director,Sound,Lindholm Film,"2 High Street\nFloor 3",Exstow,,QE2 2BB,UK,'
    "9 Low Road,Exby,www.lindholm.example,,Careful,Film\r\n"
)
THUNDERBIRD = (
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,"
    "Work Phone,Home Phone,Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,"
    "Home City,Home State,Home ZipCode,Home Country,Work Address,Work Address 2,Work City,"
    "Work State,Work ZipCode,Work Country,Job Title,Department,Organization,Web Page 1,"
    "Web Page 2,Birth Year,Birth Month,Birth Day,Custom 1,Custom 2,Notes,\n"
    "Mei,Fernley,Mei Fernley,,mei@fernley.example,,,01632 960008,,,,,,,,,,,7 Quay,Unit 2,Nessby,,"
    "QN3 3CC,UK,Editor,,Fernley Translation,https://fernley.example,,1979,4,5,,,,\n"
)
LINKEDIN = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the addresses are '
    'missing."\n'
    "\n"
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Karim,Valeton,https://www.linkedin.example/in/karim,,Valeton Software,Founder,21 Nov 2020\n"
)
GERMAN = (
    "Vorname;Nachname;Firma;E-Mail;Telefon;Straße;PLZ;Ort;Fähigkeiten;Bemerkungen;Schuhgröße\r\n"
    "Jürgen;Müllerbach;Müllerbach Tischlerei;j@muellerbach.example;01632 960009;Hof 1;12345;"
    "Köln;Tischlerei, Treppen;gut;43\r\n"
)
NO_HEADER = (
    "Ada Hart,ada@hart.example,01632 960001,Alnford\n"
    "Ben Oak,ben@oak.example,01632 960002,Exby\n"
    "Cy Elm,cy@elm.example,01632 960003,Nessby\n"
)
