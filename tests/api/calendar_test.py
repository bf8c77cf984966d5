"""Books over the API on both sides of a switch of time, moves and cancels, and reads the calendar file and a staff member's
calendar with another program's eyes."""
import datetime
import html
import http.cookiejar
import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

from icalendar import Calendar

base = sys.argv[1]


def call(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(base + path, data, {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read().decode()


def code_for(phone):
    import time

    for _ in range(50):
        for message in json.loads(call("/demo/messages.json"))["items"]:
            if message["to"] == phone and message["body"][:6].isdigit():
                return message["body"][:6]
        time.sleep(0.1)
    raise SystemExit("no code came")


class Browser:
    """Follows links and sends forms, as somebody without JavaScript does."""

    def __init__(self):
        self.cookies = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path, **headers):
        request = urllib.request.Request(base + path, headers=headers)
        with self.cookies.open(request, timeout=10) as answer:
            return answer.read().decode(), answer.headers

    def send(self, page, path, **fields):
        fields["csrf"] = field(page, "csrf")
        with self.cookies.open(base + path, urllib.parse.urlencode(fields).encode(), timeout=10) as answer:
            return answer.read().decode()


def field(page, name):
    """The value of the first field with a name that has one."""
    for tag in re.findall(r"<input[^>]*>", page):
        if f'name="{name}"' in tag:
            return html.unescape(re.search(r'value="([^"]*)"', tag)[1])
    raise SystemExit(f"no field {name}")


def only_event(text):
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


slots = json.loads(call("/api/v1/slots?service=logge-inn-altinn&place=vanylven&way=counter"))["items"]
checked = 0
for number, slot in enumerate([slots[0], slots[-1]]):
    phone = f"+4790009{number:03}"
    made = json.loads(call("/api/v1/bookings", {"slot": slot["id"], "service": "logge-inn-altinn", "name": "Kalender", "phone": phone}))
    done = json.loads(call(f"/api/v1/bookings/{made['id']}/confirm", {"code": code_for(phone)}))
    path = done["manage_url"].split("/time/")[1]
    text = call(f"/time/{path}/kalender.ics")
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    start = event.decoded("DTSTART")
    assert start.tzinfo is not None, "the start has a time zone"
    wanted = datetime.datetime.fromisoformat(slot["start"].replace("Z", "+00:00"))
    assert start.astimezone(datetime.timezone.utc) == wanted, (start, wanted)
    assert len(calendar.walk("VTIMEZONE")) == 1
    assert "Altinn" not in text, "the file does not tell why"
    assert (calendar["METHOD"], int(event["SEQUENCE"])) == ("PUBLISH", 0)
    checked += 1
print(f"calendar files: {checked} read back at the right instant")

# Moved: the same event, with a higher sequence and another start. The last booking is the one that is moved.
person = Browser()
page, _ = person.get(f"/time/{path}/flytt")
moved_to = datetime.datetime.fromtimestamp(int(field(page, "tid")), datetime.timezone.utc)
person.send(page, f"/time/{path}/flytt", tid=field(page, "tid"), uke=field(page, "uke"))
text, headers = person.get(f"/time/{path}/kalender.ics")
calendar, moved = only_event(text)
assert moved["UID"] == event["UID"] and int(moved["SEQUENCE"]) == 1, text
assert moved.decoded("DTSTART").astimezone(datetime.timezone.utc) == moved_to, text
assert (calendar["METHOD"], moved["STATUS"]) == ("PUBLISH", "CONFIRMED")
assert headers["content-type"].endswith("method=PUBLISH"), headers["content-type"]


def own_calendar():
    """A staff member's calendar, made by the manager and the guide on their pages."""
    manager, guide = Browser(), Browser()
    for who, role in ((manager, "manager"), (guide, "guide")):
        who.get(f"/demo/login?as={role}")
    place = "/styring/sted/vanylven"
    listed, _ = manager.get(f"{place}/ressurser")
    me = None
    for resource in sorted(set(re.findall(rf'href="({place}/ressurser/[0-9a-f-]+)"', listed))):
        page, _ = manager.get(resource)
        names = dict(re.findall(r'<option value="([0-9a-f-]{36})"[^>]*>([^<]*)', page))
        if not names:
            continue
        me = me or next(key for key, name in names.items() if "eileder" in name)
        known = {name: field(page, name) for name in ("name", "capacity", "tags")}
        manager.send(page, resource, staff=me, active="ja", **known)
    page, _ = guide.get("/ansatt/kalender")
    shown = guide.send(page, "/ansatt/kalender")
    return re.search(r"/kalender/[\w-]+\.ics", shown)[0]


address = own_calendar()
feed, headers = Browser().get(address)
calendar = Calendar.from_ical(feed)
events = calendar.walk("VEVENT")
assert len(calendar.walk("VTIMEZONE")) == 1 and calendar["METHOD"] == "PUBLISH"
starts = {e.decoded("DTSTART").astimezone(datetime.timezone.utc) for e in events}
assert moved_to in starts, "the booking stands in the guide's calendar"
assert len({str(e["UID"]) for e in events}) == len(events)
for e in events:
    known = {"DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "SUMMARY", "LOCATION", "STATUS", "CLASS"}
    assert set(e) <= known, set(e) - known
    assert str(e["SUMMARY"]) in {"Time", "Opptatt", "Oppteken", "Appointment", "Busy"}, e["SUMMARY"]
assert "Kalender," not in feed and "90009" not in feed and made["id"] not in feed
try:
    Browser().get(address, **{"If-None-Match": headers["etag"]})
    raise SystemExit("an unchanged calendar was sent again")
except urllib.error.HTTPError as answer:
    assert answer.code == 304, answer.code

# Cancelled: a higher sequence again, and the calendar is told to take it away.
page, _ = person.get(f"/time/{path}/avbestill")
person.send(page, f"/time/{path}/avbestill")
text, headers = person.get(f"/time/{path}/kalender.ics")
calendar, gone = only_event(text)
assert gone["UID"] == event["UID"] and int(gone["SEQUENCE"]) == 2, text
assert (calendar["METHOD"], gone["STATUS"]) == ("CANCEL", "CANCELLED"), text
assert headers["content-type"].endswith("method=CANCEL"), headers["content-type"]
after = Calendar.from_ical(Browser().get(address)[0]).walk("VEVENT")
at_the_time = [sum(e.decoded("DTSTART") == moved_to for e in some) for some in (events, after)]
assert at_the_time[1] == at_the_time[0] - 1, at_the_time
print(f"calendars: {len(events)} busy times read back; a move and a cancellation raise the sequence")
