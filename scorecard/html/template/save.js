"use strict";
// ---- charts and tables saved as files, made here from what the page holds; runs first, while rows stand as printed
(function () {
  var APART = "\u001f", TWICE = 2, KEPT = 60000;
  var groups = new WeakMap();
  function all(selector, root) { return Array.from((root || document).querySelectorAll(selector)); }

  function slug(text) {
    return text.toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 70).replace(/^-|-$/g, "");
  }
  function hand(content, kind, title) {
    var link = document.createElement("a"), address = URL.createObjectURL(content);
    link.href = address;
    link.download = [document.title, title].map(slug).filter(Boolean).join("--") + "." + kind;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(address); }, KEPT);
  }

  // ---- a chart: the drawing of the page, in its own colours and with its words
  function drawing(chart) {
    var svg = chart.querySelector("svg").cloneNode(true), words = document.createElementNS(svg.namespaceURI, "title");
    words.textContent = svg.getAttribute("aria-label");
    svg.prepend(words);
    return svg;
  }
  function asText(svg) { return new XMLSerializer().serializeToString(svg); }
  function saveSvg(chart, title) { hand(new Blob([asText(drawing(chart))], { type: "image/svg+xml" }), "svg", title); }
  function savePng(chart, title) {
    var svg = drawing(chart), picture = new Image(), canvas = document.createElement("canvas");
    canvas.width = Math.ceil(svg.getAttribute("width") * TWICE);
    canvas.height = Math.ceil(svg.getAttribute("height") * TWICE);
    picture.addEventListener("load", function () {
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (content) { hand(content, "png", title); });
    });
    picture.src = "data:image/svg+xml," + encodeURIComponent(asText(svg));  // the page's policy lets no other image in
  }

  // ---- a table: the rows that are shown, each cell in words, its lines set apart
  function textOf(node) {
    if (node.nodeType === Node.TEXT_NODE) { return node.data; }
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches("[aria-hidden=true],.mark .hidden")) { return ""; }
    if (node.tagName === "svg") { return node.getAttribute("aria-label"); }
    var inner = Array.from(node.childNodes).map(textOf).join("");
    if (node.matches(".mark")) { return " " + inner; }
    return node.matches("li,div,p,br,dt,dd,.small,.line") ? APART + inner + APART : inner;
  }
  function said(cell) {
    var lines = textOf(cell).split(APART).map(function (line) { return line.replace(/\s+/g, " ").trim(); });
    return lines.filter(Boolean).join("; ");
  }
  // a cell that a spreadsheet would run gets an apostrophe, as in the files of figures; a negative number is none
  function harmless(text) {
    var negative = text === "-" || /^-(?=.*\d)[\d,]*\.?[\d,]*%?$/.test(text);
    return /^\s*[=+\-@\t\r\n|＝＋－＠]/.test(text) && !negative ? "'" + text : text;
  }
  function line(texts) {
    return texts.map(function (text) { return "\"" + harmless(text).replace(/"/g, "\"\"") + "\""; }).join(",") + "\r\n";
  }
  function groupOf(row) {
    var head = row.parentNode.querySelector("th[scope=rowgroup]");
    return head ? head.firstChild.textContent.trim() : "";
  }
  function saveCsv(grid, title) {
    var grouped = grid.querySelector("th[scope=rowgroup]");
    var rows = all("tr", grid).filter(function (row) { return !row.hidden && !row.querySelector("th[scope=rowgroup]"); });
    var lines = rows.map(function (row) {
      var head = row.parentNode.tagName === "THEAD", first = head ? "Group" : groups.get(row) || "";
      return line((grouped ? [first] : []).concat(Array.from(row.cells).map(said)));
    });
    hand(new Blob(["\ufeff", lines.join("")], { type: "text/csv" }), "csv", title);
  }

  function offer(box, about, title, ways) {
    var bar = document.createElement("p");
    bar.className = "save";
    bar.append("Save as");
    Object.keys(ways).forEach(function (kind) {
      var press = document.createElement("button");
      press.type = "button";
      press.textContent = kind;
      press.setAttribute("aria-label", "Save as " + kind + ": " + title);
      press.addEventListener("click", function () { ways[kind](about, title); });
      bar.append(" ", press);
    });
    box.append(bar);
  }
  all(".chart").forEach(function (chart) {
    var label = chart.querySelector("svg").getAttribute("aria-label");
    offer(chart, chart, label.split(/[:.](?:\s|$)/)[0], { SVG: saveSvg, PNG: savePng });
  });
  all("table:not(.proofs)").forEach(function (grid) {
    if (!grid.querySelector(".number,.figure,a.proof")) { return; }
    var caption = grid.querySelector("caption");
    all("tbody tr", grid).forEach(function (row) { groups.set(row, groupOf(row)); });
    offer(grid.parentNode, grid, caption ? caption.textContent : document.title, { CSV: saveCsv });
  });
})();
