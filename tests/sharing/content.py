"""A small briefing with one of everything that a page tells of itself when it is shared."""

from __future__ import annotations

BRIEFING = """\
title: 'The bridge at Arden & "others" </title>'
description: Two reports on one evening.
editors: ['Anna Østergård', The desk]
edition: 2024-05-05
url: https://example.org/arden
"""

FILES = {
    "briefing.yaml": BRIEFING,
    "actors.yaml": """\
mayor: {name: The mayor of Arden, safety: canary}
police: {name: Arden police, type: organization, private: {phone: canary}}
agency: {name: The agency, type: outlet}
witnesses: {name: Witnesses, type: group, anonymous: true}
evening: {name: The Evening, type: outlet, url: "https://evening.example"}
""",
    "places.yaml": """\
country: {name: Ardenia, lat: 50, lon: 10, precision: country}
arden: {name: Arden, part_of: country, lat: 50.123456, lon: 10.654321, precision: near}
house: {name: A house, part_of: arden, lat: 50.123456, lon: 10.654321, precision: exact, blur_km: 5}
""",
    "events/closed.md": "---\ntitle: 'The bridge </script><script>alert(1)</script> is closed & shut'\nplace: arden\nsummary: It was closed.\n---\n",
    "events/opened.md": "---\ntitle: The bridge is open again\nplace: country\n---\n",
    "events/raid.md": "---\ntitle: A house is searched\nplace: house\ndate: 2024-05\n---\n",
    "events/fire.md": "---\ntitle: A fire breaks out\nstatus: denied\ndate: 2024-05-04\n---\n",
    "figures/injured.md": """\
---
title: How many people were injured?
kind: number
unit: person
event: closed
---
""",
    "figures/cars.md": """\
---
title: How many cars were there?
kind: number
resolved: {value: 2, because: The insurers' list has two., by: Anna Østergård, on: 2024-05-06}
---
""",
    "articles/evening-report.md": """\
---
title: Bridge closed after crash
published: 2024-05-04
publisher: evening
authors: [Jo Quill]
url: https://evening.example/crash?a=1&b=2
show: full
grade: {source: B, information: 2, reason: A paper with an office there.}
events:
  - {event: closed, date_words: on Friday}
  - {event: opened, date: 2024-05-04}
  - {event: fire, quote: no fire}
claims:
  - {figure: injured, value: 3, said_by: mayor, quote: three people were injured}
  - {id: police-count, figure: injured, value: 12, said_by: police, via: [agency], quote: twelve}
  - {figure: cars, value: 2, said_by: unknown, quote: two cars}
  - {id: voice, figure: cars, value: 3, said_by: article, quote: three cars}
---
The bridge was closed on Friday. The mayor said three people were injured; the police counted twelve, the agency
reports. Some saw two cars. There were three cars and no fire.
""",
    "articles/other-report.md": """\
---
title: 'Der Unfall'
language: de
show: none
events:
  - {event: closed, date: 2024-05-02}
  - {event: opened, date: 2024-05-07}
claims:
  - {figure: injured, value: 4, said_by: witnesses, quote: vier Verletzte}
---
Es gab vier Verletzte.
""",
}
