"""Pages in a real browser, opened from the disk with the network off."""

from __future__ import annotations

from pathlib import Path

import pytest

PAGES = [
    "index.html",
    "2020-21-Q1/scorecard.html",
    "2020-21-Q1/theme-looked-after-children.html",
    "2020-21-Q1/data_quality.html",
    "2020-21-Q1/restatements.html",
    "2020-21-Q1/audit_trail.html",
    "performance/2020-21-Q1.html",
    "indicators/lac_rate.html",
    "packs/pack-june.html",
]
AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
VIOLATIONS = f"""axe.run(document, {{runOnly: {list(RULES)}}}).then(found =>
  found.violations.map(one => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 200)]))"""
BOARD = "2020-21-Q1/scorecard.html"
CHARTS = """[...document.querySelectorAll('svg[role=img]')].filter(e => e.checkVisibility()).map(svg => {
  const box = svg.getBoundingClientRect();
  const drawn = svg.querySelectorAll('path, line').length;
  return {name: svg.getAttribute('aria-label'), width: box.width, height: box.height, drawn: drawn};
})"""
WIDE = """[...document.querySelectorAll('body *')].filter(e => {
  const box = e.getBoundingClientRect();
  return box.right > innerWidth + 1 && !e.closest('.scroll, .chart, pre') && getComputedStyle(e).clipPath === 'none';
}).map(e => e.tagName + '.' + e.className)"""
CONTRAST = """(() => {
  const linear = v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const lum = c => { const [r, g, b] = c.map(v => linear(v / 255));
    return .2126 * r + .7152 * g + .0722 * b; };
  const rgb = s => s.match(/[\\d.]+/g).map(Number);
  const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
  const low = new Set();
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || e.closest('svg, script, style')) continue;
    if (!e.getClientRects().length) continue;
    const a = lum(rgb(getComputedStyle(e).color).slice(0, 3));
    const b = lum(ground(e));
    if ((Math.max(a, b) + .05) / (Math.min(a, b) + .05) < 4.5) low.add(e.tagName + '.' + e.className);
  }
  return [...low];
})()"""
SMALL_TARGETS = """[...document.querySelectorAll('button, summary, nav a, a.mark')]
  .filter(e => e.getClientRects().length)
  .filter(e => e.getBoundingClientRect().height < 24).map(e => e.outerHTML)"""


FOLDED = """[...document.querySelectorAll('details:not(.code)')].filter(d =>
  [...d.children].slice(1).some(e => !e.checkVisibility() || !e.getBoundingClientRect().height)).length"""


@pytest.fixture(params=PAGES)
def page(request, reports):
    return reports / request.param


def test_asks_for_nothing_but_itself_and_has_no_complaint(chrome, page):
    opened = chrome.open(page)
    assert opened.requests == [page.resolve().as_uri()]
    assert opened.complaints == []


def test_the_words_of_a_page_are_explained_on_it_and_its_head_leads_there(chrome, page):
    asked = {
        "led": "[...document.querySelectorAll('main a')].filter(a => a.getAttribute('href') === '#glossary').length",
        "words": "[...document.querySelectorAll('#glossary + dl dt')].filter(e => e.checkVisibility()).length",
    }
    answers = chrome.open(page, ask=asked).answers
    assert answers["led"] >= 1 and answers["words"] >= 10


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_runs_out_of_the_page(chrome, page, width):
    asked = {"wide": WIDE, "overflow": "document.documentElement.scrollWidth - document.documentElement.clientWidth"}
    answers = chrome.open(page, width=width, ask=asked).answers
    assert answers == {"wide": [], "overflow": 0}


def test_text_of_twice_the_size_still_fits(chrome, page):
    enlarge = "document.documentElement.style.fontSize = '200%'"
    asked = {"": enlarge, "wide": WIDE}
    assert chrome.open(page, width=640, ask=asked).answers["wide"] == []


def test_all_text_can_be_read(chrome, page):
    opened_up = "document.querySelectorAll('details').forEach(e => e.open = true)"
    assert chrome.open(page, ask={"": opened_up, "low": CONTRAST}).answers["low"] == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_no_violation_of_wcag_2_2_aa(chrome, page, width, dark):
    answers = chrome.open(page, width=width, dark=dark, ask={"": f"{AXE};1", "found": VIOLATIONS}).answers
    assert answers["found"] == []


def test_targets_are_large_enough(chrome, page):
    assert chrome.open(page, ask={"small": SMALL_TARGETS}).answers["small"] == []


def test_charts_are_drawn(chrome, reports):
    charts = chrome.open(reports / "2020-21-Q1/scorecard.html", ask={"charts": CHARTS}).answers["charts"]
    assert len(charts) > 2
    assert all(c["name"] and c["width"] > 50 and c["height"] > 15 and c["drawn"] for c in charts)


def test_the_rows_of_the_board_are_cards_on_a_telephone_and_a_table_for_those_who_listen(chrome, reports):
    asked = {
        "shown": "getComputedStyle(document.querySelector('#rows tr[data-row]')).display",
        "label": "getComputedStyle(document.querySelector('#rows td:not(.none)'), '::before').content",
        "roles": "[...new Set([...document.querySelectorAll('#rows tr')].map(e => e.getAttribute('role')))]",
    }
    narrow = chrome.open(reports / BOARD, width=375, ask=asked).answers
    wide = chrome.open(reports / BOARD, ask=asked).answers
    assert (narrow["shown"], narrow["roles"]) == ("grid", ["row"]) and narrow["label"] != "none"
    assert (wide["shown"], wide["label"], wide["roles"]) == ("table-row", "none", [None])


ROWS = "[...document.querySelectorAll('#rows tr[data-row]')].filter(e => e.checkVisibility()).map(e => e.dataset.name)"


def choose(control, value, *, checked=False):
    """A choice of the reader in one of the tools above the board."""
    held = "checked = true" if checked else f"value = {value!r}"
    return f"""(() => {{ const e = document.getElementById('rows-{control}'); e.{held};
      e.dispatchEvent(new Event('input', {{bubbles: true}})); }})()"""


def test_the_rows_of_the_board_are_sifted_and_the_choice_stands_in_the_address(chrome, reports):
    asked = {"all": ROWS, "": choose("words", "dental"), "some": ROWS, "hash": "location.hash"}
    asked |= {" ": "document.getElementById('rows-clear').click()", "again": ROWS}
    answers = chrome.open(reports / BOARD, ask=asked).answers
    assert answers["some"] == ["dental_checks"] and answers["hash"] == "#rows?words=dental"
    assert answers["again"] == answers["all"] and len(answers["all"]) > 1
    opened = chrome.open(reports / BOARD, anchor="rows?words=dental", ask={"rows": ROWS})
    assert opened.answers["rows"] == ["dental_checks"]


@pytest.mark.parametrize("width", [1280, 375])
def test_an_address_with_a_choice_opens_at_the_table(chrome, reports, width):
    top = "document.getElementById('rows-tools').getBoundingClientRect().top"
    asked = {"top": top, "height": "innerHeight", "scrolled": "scrollY"}
    answers = chrome.open(reports / BOARD, width=width, anchor="rows?colour=amber", ask=asked).answers
    assert 0 <= answers["top"] < answers["height"] / 2 and answers["scrolled"] > 0
    chosen = {"scroll": "scrollTo(0, 0)", "choice": choose("words", "dental"), "scrolled": "scrollY"}
    assert chrome.open(reports / BOARD, width=width, ask=chosen).answers["scrolled"] == 0, "a choice moves nothing"


def test_the_rows_of_the_board_are_sorted_by_name_and_back(chrome, reports):
    head = "document.querySelector('#rows th[data-sort=name] button').click()"
    asked = {"printed": ROWS, "": head, "named": ROWS, " ": head, "again": ROWS}
    answers = chrome.open(reports / BOARD, ask=asked).answers
    assert answers["named"] == sorted(answers["printed"], key=str.casefold) != answers["printed"]
    assert answers["again"] == answers["printed"]


def test_a_figure_opens_its_proof(chrome, reports):
    asked = {
        "": "document.querySelector('#rows a.proof').click()",
        "open": "document.querySelector('dialog').open",
        "said": "document.querySelector('dialog').innerText",
        "place": "document.querySelector('#rows a.proof').getAttribute('href')",
    }
    answers = chrome.open(reports / BOARD, ask=asked).answers
    line, cell = answers["place"].split(":")[1:]
    assert answers["open"] and f"line {line}, cell {cell}" in answers["said"]


def test_every_figure_that_is_a_link_has_its_proof_on_the_page(chrome, page):
    lost = """[...document.querySelectorAll('a.proof[href^="#"]')]
      .filter(e => !document.getElementById(decodeURIComponent(e.getAttribute('href').slice(1)))).length"""
    assert chrome.open(page, ask={"lost": lost}).answers["lost"] == 0


@pytest.mark.parametrize(("name", "most"), [(BOARD, 4), ("performance/2020-21-Q1.html", 1)])
def test_what_goes_to_a_meeting_fits_its_sheets_of_paper(chrome, reports, name, most):
    assert 1 <= chrome.sheets(reports / name) <= most


FULL = """(() => {
  const strips = document.querySelector('.strips'), term = strips.querySelector('dt');
  const tile = strips.querySelector('.tag').cloneNode(true);
  tile.textContent = '◆ Some measure here now';
  const fill = (list, kind, many, long) => { list.textContent = ''; for (let n = 0; n < many; n++) {
    const item = document.createElement(kind), small = document.createElement('span');
    small.className = 'small'; small.textContent = '(line 1234 of a-pack-of-some-month)';
    item.append('Nine words of a message '.repeat(long), small); list.append(item); } };
  strips.textContent = '';
  for (let theme = 0; theme < 16; theme++) { const group = document.createElement('dd');
    for (let n = 0; n < 9; n++) { group.append(tile.cloneNode(true)); }
    strips.append(term.cloneNode(true), group); }
  const lists = document.querySelectorAll('.part-headlines .messages, .part-questions-for-the-meeting .messages');
  fill(lists[0], 'li', 8, 10); fill(lists[lists.length - 1], 'li', 10, 10);
  return document.querySelectorAll('.strips .tag').length;
})()"""


def test_the_leaders_view_of_a_pack_of_144_measures_still_fits_one_sheet(chrome, reports):
    page = reports / "performance/2020-21-Q1.html"
    assert chrome.open(page, ask={"tiles": FULL}).answers["tiles"] == 144
    assert chrome.sheets(page, first=FULL) == 1


def test_code_is_hidden_until_it_is_asked_for(chrome, reports):
    count = "[...document.querySelectorAll('details.code')].filter(e => e.open).length"
    every = "document.querySelectorAll('details.code').length"
    asked = {"before": count, "click": "document.getElementById('show-code').click()", "after": count, "all": every}
    answers = chrome.open(reports / "2020-21-Q1/scorecard.html", ask=asked).answers
    assert answers["before"] == 0
    assert answers["after"] == answers["all"] > 0


@pytest.mark.parametrize("name", ["data_quality"])
def test_what_is_folded_on_the_screen_is_printed(chrome, reports, name):
    page = reports / f"2020-21-Q1/{name}.html"
    asked = {"folded": FOLDED, "": "dispatchEvent(new Event('beforeprint'))", "opened": FOLDED}
    asked |= {" ": "dispatchEvent(new Event('afterprint'))", "again": FOLDED}
    answers = chrome.open(page, ask=asked).answers
    assert answers["folded"] == answers["again"] > 0
    assert answers["opened"] == 0
    assert chrome.open(page, ask={"folded": FOLDED}, media="print").answers["folded"] == 0


A4_LANDSCAPE = 1062
"""The width of a sheet within its margins, in pixels of the style sheet."""
CUT = """[...document.querySelectorAll('main *')].filter(e => e.checkVisibility()
  && getComputedStyle(e).clipPath === 'none' && e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.tagName + '.' + e.className)"""


@pytest.mark.parametrize("name", ["packs/pack-june.html", "2020-21-Q1/data_quality.html", "indicators/lac_rate.html"])
def test_no_column_is_cut_on_paper_and_heads_are_repeated(chrome, reports, name):
    head = "document.querySelector('table:not(.proofs) thead')"
    asked = {"cut": CUT, "head": f"getComputedStyle({head}).display"}
    asked |= {"stays": f"getComputedStyle({head}.querySelector('th')).position"}
    answers = chrome.open(reports / name, width=A4_LANDSCAPE, media="print", ask=asked).answers
    assert answers == {"cut": [], "head": "table-header-group", "stays": "static"}


@pytest.mark.parametrize("width", [1280, 375])
def test_the_head_of_a_packs_table_stays_in_view(chrome, reports, width):
    scrolled = "const box = document.querySelector('.printed').parentNode; box.scrollTop = 400; box.scrollLeft = 300;"
    top, left = (
        f"document.querySelector('.printed thead th:{which}-child').getBoundingClientRect().{side}"
        f" - box.getBoundingClientRect().{side}"
        for which, side in (("last", "top"), ("first", "left"))
    )
    asked = {"": scrolled, "moved": "[box.scrollTop, box.scrollLeft]", "top": top, "left": left}
    answers = chrome.open(reports / "packs/pack-june.html", width=width, ask=asked).answers
    assert answers["moved"] == [400, 300]
    assert abs(answers["top"]) <= 1 and abs(answers["left"]) <= 1


def test_a_mark_leads_to_its_finding(chrome, reports):
    where = "document.querySelector('#f-rate').getBoundingClientRect().top"
    asked = {"top": where, "height": "innerHeight", "marked": "document.querySelector('li:target') !== null"}
    answers = chrome.open(reports / "2020-21-Q1/data_quality.html", ask=asked, anchor="f-rate").answers
    assert 0 <= answers["top"] < answers["height"]
    assert answers["marked"]


def test_the_skip_link_is_the_first_stop_of_the_keyboard(chrome, reports):
    first = "document.querySelector('a, button, [tabindex=\"0\"]').className"
    assert chrome.open(reports / "2020-21-Q1/scorecard.html", ask={"first": first}).answers["first"] == "skip"


def test_a_hostile_cell_runs_no_script(chrome, reports):
    opened = chrome.open(reports / "2020-21-Q1/data_quality.html", ask={"scripts": "document.scripts.length"})
    assert opened.answers["scripts"] == 1
    assert opened.complaints == []


def test_these_checks_can_fail(chrome, reports):
    spoil = """document.querySelector('h1').style.cssText = 'color:#aaa; min-width:2000px';
      const folded = document.querySelector('details:not(.code) summary');
      folded.style.cssText = 'height:10px; padding:0; overflow:hidden; display:block'"""
    asked = {"": spoil, "low": CONTRAST, "wide": WIDE, "small": SMALL_TARGETS}
    answers = chrome.open(reports / "2020-21-Q1/scorecard.html", ask=asked).answers
    assert (answers["low"], answers["wide"]) == (["H1."], ["H1."])
    assert len(answers["small"]) == 1
