"""Reads the service list with another program's eyes (rdflib): three syntaxes, the same triples, nothing to drop."""
import sys
import urllib.error
import urllib.request

from rdflib import BNode, Graph, Namespace, URIRef
from rdflib.compare import to_isomorphic
from rdflib.namespace import DCAT, DCTERMS, RDF

base = sys.argv[1]
CV = Namespace("http://data.europa.eu/m8g/")
CPSV = Namespace("http://purl.org/vocab/cpsv#")
CPSVNO = Namespace("https://data.norge.no/vocabulary/cpsvno#")
DCATNO = Namespace("https://data.norge.no/vocabulary/dcatno#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
KINDS = {"text/turtle": "turtle", "application/ld+json": "json-ld", "application/rdf+xml": "xml"}
MUST = {
    DCAT.Catalog: [DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.publisher, CV.contactPoint, DCATNO.containsService],
    CPSV.PublicService: [DCTERMS.title, DCTERMS.description, DCTERMS.identifier, CV.hasCompetentAuthority, CV.contactPoint, CPSVNO.hasPossibleOutput],
    CPSVNO.PossibleOutput: [DCTERMS.title, DCTERMS.description],
    CPSVNO.RequiredEvidence: [DCTERMS.title, DCTERMS.description],
    CV.PublicOrganisation: [SKOS.prefLabel, DCTERMS.identifier, DCTERMS.spatial],
    CV.Channel: [DCTERMS.identifier],
}


def fetch(path, **headers):
    request = urllib.request.Request(base + path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def read(path, accept):
    status, headers, body = fetch(path, Accept=accept)
    assert status == 200, (path, accept, status)
    assert headers["content-type"].split(";")[0] == accept, headers["content-type"]
    assert any("accept" in (part.strip().lower() for part in line.split(",")) for line in headers.get_all("vary")), path
    # Relative addresses would become addresses of example.com, as they do at data.norge.no.
    return Graph().parse(data=body, format=KINDS[accept], publicID="http://example.com/")


def wrong(graph):
    """What a reader would drop or miss."""
    found = []
    for triple in graph:
        for term in triple:
            if isinstance(term, BNode):
                found.append(f"a blank node: {triple}")
            if isinstance(term, URIRef) and "://example.com" in term:
                found.append(f"an address of example.com: {triple}")
    for kind, properties in MUST.items():
        subjects = set(graph.subjects(RDF.type, kind))
        if not subjects:
            found.append(f"none of {kind}")
        found += [f"{s} lacks {p}" for s in subjects for p in properties if not list(graph.objects(s, p))]
    held = set(graph.objects(None, DCATNO.containsService))
    found += [f"{s} stands in no catalogue" for s in graph.subjects(RDF.type, CPSV.PublicService) if s not in held]
    return found


def same(path):
    graphs = [read(path, kind) for kind in KINDS]
    first = to_isomorphic(graphs[0])
    for kind, graph in zip(KINDS, graphs):
        assert to_isomorphic(graph) == first, f"{path}: {kind} says something else"
    return graphs[0]


whole = same("/tjenester")
assert not wrong(whole), wrong(whole)[:5]
services = set(whole.subjects(RDF.type, CPSV.PublicService))
assert len(services) >= 60, len(services)
assert all(str(s).startswith(base + "/tjenester/") for s in services), "services have addresses of this site"

# The address of a service leads to the service.
for service in sorted(services)[:3]:
    own = same(str(service)[len(base):])
    assert (service, RDF.type, CPSV.PublicService) in own and all(triple in whole for triple in own), service

# The control: what is taken away is missed, so that the silence above means something.
for kind, properties in MUST.items():
    for name in properties:
        subject = next(whole.subjects(RDF.type, kind))
        kept = list(whole.triples((subject, name, None)))
        whole.remove((subject, name, None))
        assert any(str(subject) in text and str(name) in text for text in wrong(whole)), (kind, name)
        for triple in kept:
            whole.add(triple)
for extra in [(BNode(), RDF.type, CV.Channel), (URIRef("http://example.com/a"), RDF.type, CV.Channel)]:
    whole.add(extra)
    assert wrong(whole), extra
    whole.remove(extra)

# People get the page, and whoever has the file is not sent it again.
browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
for path in ["/tjenester", "/tjenester/logge-inn-altinn"]:
    status, headers, _ = fetch(path, Accept=browser)
    assert status == 200 and headers["content-type"].startswith("text/html"), path
    assert any("accept" in line.lower() for line in headers.get_all("vary")), path
for path, accept in [("/tjenester", "text/turtle"), ("/api/v1/services?lang=nb", "application/json")]:
    _, headers, _ = fetch(path, Accept=accept)
    status, _, body = fetch(path, Accept=accept, If_None_Match=headers["etag"])
    assert (status, body) == (304, b""), (path, status)
    status, _, body = fetch(path, Accept=accept, If_None_Match='"another"')
    assert status == 200 and body, path
status, _, _ = fetch("/tjenester/finnes-ikke", Accept="text/turtle")
assert status == 404, status

# Every address of the sitemap opens, in each language.
import xml.etree.ElementTree as xml

status, _, body = fetch("/sitemap.xml")
addresses = [loc.text for loc in xml.fromstring(body).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
assert status == 200 and len(addresses) == len(set(addresses)) and len(addresses) > 4 * len(services), len(addresses)
for address in addresses[:: max(1, len(addresses) // 25)]:
    assert address.startswith(base), address
    assert fetch(address[len(base):])[0] == 200, address
assert f"Sitemap: {base}/sitemap.xml" in fetch("/robots.txt")[2].decode()
print(f"catalogue: {len(whole)} triples, {len(services)} services, the same in {len(KINDS)} syntaxes")
