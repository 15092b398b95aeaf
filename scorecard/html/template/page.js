"use strict";
(function () {
  function all(selector, root) { return Array.from((root || document).querySelectorAll(selector)); }
  function byId(id) { return document.getElementById(id); }

  // ---- what stands behind an address: folded parts open, the address is seen
  function target() {
    var hash = location.hash.slice(1);
    if (!hash) { return null; }
    try { return byId(decodeURIComponent(hash)); } catch (broken) { return null; }
  }
  function reveal() {
    var found = target();
    for (var e = found; e; e = e.parentElement) { if (e.tagName === "DETAILS") { e.open = true; } }
    if (found) { found.scrollIntoView(); }
  }
  addEventListener("hashchange", reveal);
  reveal();

  // ---- the code of a notebook, asked for
  var button = byId("show-code");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var show = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(show));
      button.textContent = show ? "Hide the code" : "Show the code";
      document.body.classList.toggle("with-code", show);
      all("details.code").forEach(function (one) { one.open = show; });
    });
  }

  // ---- on paper nothing is folded, but for what the style sheet leaves out
  var folded = [];
  addEventListener("beforeprint", function () {
    folded = all("details:not(.code):not([open])");
    folded.forEach(function (one) { one.open = true; });
  });
  addEventListener("afterprint", function () { folded.forEach(function (one) { one.open = false; }); });
  all("button[data-print]").forEach(function (one) {
    one.hidden = false;
    one.addEventListener("click", function () {
      document.body.classList.toggle("whole", one.dataset.print === "whole");
      print();
      document.body.classList.remove("whole");
    });
  });

  // ---- a figure's proof, shown beside the figure; without a script the link leads to the list below
  var dialog = null;
  function prove(link) {
    var row = byId(decodeURIComponent(link.getAttribute("href").slice(1)));
    if (!row || !window.HTMLDialogElement) { return false; }
    if (!dialog) { dialog = newDialog(); }
    var heads = all("thead th", row.closest("table")).map(function (head) { return head.textContent; });
    var list = dialog.querySelector("dl");
    list.textContent = "";
    Array.from(row.cells).forEach(function (cell, number) {
      var term = document.createElement("dt"), said = document.createElement("dd");
      term.textContent = heads[number];
      Array.from(cell.childNodes).forEach(function (node) { said.append(node.cloneNode(true)); });
      list.append(term, said);
    });
    var group = row.closest("details");
    var subject = row.parentNode.querySelector("th[scope=rowgroup]");
    dialog.querySelector("h2").textContent = subject ? subject.textContent : "Where this figure stands";
    dialog.querySelector("p").textContent = group ? group.querySelector("summary").textContent.replace(/:[^:]*$/, "") : "";
    dialog.querySelector(".in-list").href = "#" + encodeURIComponent(row.id);
    var pack = group && group.querySelector("a.pack"), onPack = dialog.querySelector(".on-pack");
    onPack.hidden = !pack;
    if (pack) { onPack.href = pack.getAttribute("href").replace(/#.*$/, "#" + row.id.split(":").slice(-2).join(":")); }
    dialog.showModal();
    dialog.scrollTop = 0;
    return true;
  }
  function newDialog() {
    var made = document.createElement("dialog");
    made.className = "proof-of";
    made.setAttribute("aria-labelledby", "proof-of");
    made.innerHTML = "<h2 id=\"proof-of\" tabindex=\"-1\" autofocus>Where this figure stands</h2><p class=\"about\"></p><dl></dl>" +
      "<p><a class=\"on-pack\" href=\"#\">On the annotated pack</a> <a class=\"in-list\" href=\"#\">In the list of proofs</a></p><form method=\"dialog\"><button>Close</button></form>";
    made.addEventListener("click", function (event) {
      if (event.target === made || event.target.tagName === "A") { made.close(); }
    });
    document.body.append(made);
    return made;
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.proof");
    var plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    if (link && plain && prove(link)) { event.preventDefault(); }
  });

  // ---- rows of a table: filtered and sorted; the choice stands in the address
  var tools = byId("rows-tools"), grid = byId("rows");
  if (tools && grid) { sift(); }
  function sift() {
    var controls = { words: byId("rows-words"), colour: byId("rows-colour"), findings: byId("rows-findings"), order: byId("rows-order") };
    var bodies = all("tbody", grid), rows = all("tr[data-row]", grid), count = byId("rows-count");
    var home = rows.map(function (row) { return row.parentNode; });
    var written = "";
    tools.hidden = false;
    function value(control) { return control.type === "checkbox" ? (control.checked ? "yes" : "") : control.value; }
    function set(control, text) { if (control.type === "checkbox") { control.checked = text === "yes"; } else { control.value = text; } }
    function read() {
      var hash = location.hash.match(/^#rows\?(.*)$/), given = new URLSearchParams(hash ? hash[1] : "");
      Object.keys(controls).forEach(function (name) { set(controls[name], given.get(name) || (name === "order" ? "printed" : "")); });
      apply();
      if (hash && location.hash !== written) { tools.scrollIntoView(); }
    }
    function write() {
      var chosen = new URLSearchParams();
      Object.keys(controls).forEach(function (name) {
        var text = value(controls[name]);
        if (text && !(name === "order" && text === "printed")) { chosen.set(name, text); }
      });
      var hash = String(chosen) ? "#rows?" + chosen : "#rows";
      written = hash;
      try { history.replaceState(null, "", hash); } catch (refused) { location.hash = hash; }
      apply();
    }
    function fits(row) {
      var words = value(controls.words).toLowerCase().split(/\s+/).filter(Boolean), text = row.textContent.toLowerCase();
      return words.every(function (word) { return text.includes(word); }) &&
        (!value(controls.colour) || row.dataset.colour === value(controls.colour)) &&
        (!value(controls.findings) || row.dataset.findings !== "0");
    }
    function key(row, order) {
      var number = row.dataset[order];
      return number === undefined || number === "" ? Infinity : Number(number);
    }
    function apply() {
      var order = value(controls.order), flat = order !== "printed", shown = 0;
      var sorted = rows.slice();
      if (order === "name") { sorted.sort(function (a, b) { return a.dataset.name.localeCompare(b.dataset.name, "en-GB"); }); }
      else if (flat) { sorted.sort(function (a, b) { return key(a, order) - key(b, order); }); }
      sorted.forEach(function (row) {
        (flat ? bodies[0] : home[rows.indexOf(row)]).append(row);
        row.hidden = !fits(row);
        shown += row.hidden ? 0 : 1;
      });
      all("tr[data-group]", grid).forEach(function (group) {
        group.hidden = flat || !all("tr[data-row]:not([hidden])", group.parentNode).length;
      });
      all("th[data-sort]", grid).forEach(function (head) {
        head.setAttribute("aria-sort", head.dataset.sort === order ? "ascending" : "none");
      });
      count.textContent = shown === rows.length ? rows.length + " rows" : shown + " of " + rows.length + " rows";
    }
    all("th[data-sort]", grid).forEach(function (head) {
      var press = document.createElement("button");
      press.type = "button";
      press.append.apply(press, Array.from(head.childNodes));
      press.addEventListener("click", function () {
        controls.order.value = controls.order.value === head.dataset.sort ? "printed" : head.dataset.sort;
        write();
      });
      head.append(press);
    });
    Object.keys(controls).forEach(function (name) { controls[name].addEventListener("input", write); });
    byId("rows-clear").addEventListener("click", function () {
      Object.keys(controls).forEach(function (name) { set(controls[name], name === "order" ? "printed" : ""); });
      write();
    });
    addEventListener("hashchange", function () { if (/^#rows(\?|$)/.test(location.hash)) { read(); } });
    read();
  }

  // ---- tables that a narrow screen shows as cards stay tables for those who listen
  var narrow = matchMedia("screen and (max-width: 48rem)");
  function name() {
    if (!narrow.matches) { return; }
    var roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell" };
    all("table.cards").forEach(function (grid) {
      grid.setAttribute("role", "table");
      Object.keys(roles).forEach(function (tag) {
        all(tag, grid).forEach(function (one) { one.setAttribute("role", roles[tag]); });
      });
      all("th", grid).forEach(function (head) {
        head.setAttribute("role", /^row/.test(head.scope) ? "rowheader" : "columnheader");
      });
    });
  }
  narrow.addEventListener("change", name);
  name();
})();
