"""No page loads anything: every address in it is a link inside the reports folder or in the page itself."""

import re
from html.parser import HTMLParser
from pathlib import PurePosixPath

import pytest

LOADS = {("link", "href"), ("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "src"), ("object", "data")}
VOID = {"meta", "link", "br", "img", "hr", "input", "rect", "path", "line", "circle"}
ENDED_BY = {
    "td": ({"td", "th", "tr", "tbody"}, {"tr", "tbody", "table"}),
    "th": ({"td", "th", "tr", "tbody"}, {"tr", "thead", "tbody", "table"}),
    "tr": ({"tr", "tbody"}, {"thead", "tbody", "table"}),
    "thead": ({"tbody"}, {"table"}),
    "tbody": ({"tbody"}, {"table"}),
}
"""What ends a cell, a row or a group whose end tag is left out: the begin and the end of these (HTML, 13.1.2.4)."""


class Page(HTMLParser):
    """What a page loads, links, names and how its headings follow each other."""

    def __init__(self, html):
        super().__init__()
        self.loads, self.links, self.ids, self.headings, self.open, self.cells = [], [], [], [], [], []
        self.tables = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        while self.open and tag in ENDED_BY.get(self.open[-1], ((), ()))[0]:
            self.closed(self.open.pop())
        named = dict(attrs)
        self.loads += [value for key, value in attrs if (tag, key) in LOADS]
        self.links += [named["href"]] if tag == "a" and "href" in named else []
        self.ids += [named["id"]] if "id" in named else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "table":
            self.tables.append({"caption": "", "scopes": 0, "empty": 0})
        if tag == "th" and self.tables:
            self.tables[-1]["scopes"] += "scope" in named
        if tag in ("td", "th", "caption"):
            self.cells.append("")
        if tag == "svg":
            self.handle_data("a chart")
        if tag not in VOID:
            self.open.append(tag)

    def handle_data(self, data):
        self.cells = [text + data for text in self.cells]

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        while self.open[-1] != tag and tag in ENDED_BY.get(self.open[-1], ((), ()))[1]:
            self.closed(self.open.pop())
        assert self.open.pop() == tag
        self.closed(tag)

    def closed(self, tag):
        if tag in ("td", "th", "caption"):
            text = self.cells.pop().strip()
            self.tables[-1]["caption"] += text if tag == "caption" else ""
            self.tables[-1]["empty"] += not text and tag != "caption"


@pytest.fixture(
    params=["index.html", "2019-20-Q4/scorecard.html", "2020-21-Q1/scorecard.html", "2020-21-Q1/data_quality.html"]
)
def name(request):
    return request.param


@pytest.fixture
def page(name, pages):
    return Page(pages[name])


def test_loads_nothing(page, name, pages):
    assert page.loads == []
    assert "default-src 'none'" in pages[name]
    assert not re.search(r"url\((?!#)|@import|srcset", pages[name])


def test_no_address_outside(name, pages):
    addresses = set(re.findall(r"https?://[^\s\"'<)]+", pages[name]))
    assert addresses <= {"http://www.w3.org/2000/svg"}


def test_tags_are_closed_in_order(page):
    assert page.open == []


def test_ids_are_unique(page):
    assert len(page.ids) == len(set(page.ids))


def test_one_first_heading_and_none_skipped(page):
    assert page.headings.count(1) == 1
    assert page.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))


def test_every_table_has_a_caption_headers_with_scope_and_no_empty_cell(page):
    assert page.tables
    assert all(table["caption"] and table["scopes"] > 1 and not table["empty"] for table in page.tables)


def test_every_link_leads_somewhere(page, name, pages, run):
    reports = run[0].reports
    for link in page.links:
        target, _, anchor = link.partition("#")
        path = (reports / PurePosixPath(name).parent / target).resolve() if target else reports / name
        if path.name == "validation.html":
            continue  # made by validation, which these invented tables have not been through
        assert path.exists(), link
        if anchor and path.suffix == ".html":
            assert anchor in Page(path.read_text(encoding="utf-8")).ids, link


def test_every_chart_is_a_picture_with_words_and_has_a_table(pages):
    page = pages["2020-21-Q1/scorecard.html"]
    drawn = re.findall(r"<svg [^>]*>", page)
    assert len(drawn) > 5
    assert all('role="img"' in tag and len(re.search(r'aria-label="([^"]*)"', tag)[1]) > 20 for tag in drawn)
    charts = len(re.findall(r'class="chart(?: wide)?"', page))
    assert 0 < page.count("The figures as a table") == charts - page.count("then by year")
