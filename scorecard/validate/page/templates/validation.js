(() => {
  const form = document.getElementById("filter");
  const rows = [...document.querySelectorAll(".findings tbody tr")];
  if (!form || !rows.length) return;
  const rules = [...document.querySelectorAll("section.rule")];
  const text = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const field = (id) => document.getElementById(id);
  const apply = () => {
    const words = field("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = {severity: field("by-severity").value, document: field("by-document").value, state: field("by-state").value};
    const rule = field("by-rule").value;
    const filtering = words.length || rule || Object.values(wanted).some(Boolean);
    let shown = 0;
    for (const section of rules) {
      let here = 0;
      for (const row of section.querySelectorAll(".findings tbody tr")) {
        const fits = (!rule || section.dataset.rule === rule)
          && Object.entries(wanted).every(([key, value]) => !value || row.dataset[key] === value)
          && words.every((word) => text.get(row).includes(word));
        row.hidden = !fits;
        here += fits;
      }
      section.hidden = filtering && !here;
      shown += here;
    }
    field("count").textContent = `${shown.toLocaleString("en-GB")} of ${rows.length.toLocaleString("en-GB")} findings shown`;
  };
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden || target.closest("[hidden]")) { form.reset(); apply(); }
    target.scrollIntoView({block: "center"});
    if (target.matches("tr")) target.focus({preventScroll: true});
  };
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
  form.hidden = false;
  apply();
  if (location.hash) reveal();
})();
