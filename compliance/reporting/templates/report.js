(() => {
  "use strict";
  const say = (name, values = {}) =>
    document.body.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const textOf = (node) => node.textContent.replace(/\s+/g, " ").trim();

  // The address holds what is shown: #section?severity=high&sort=inputs.2.descending
  const address = () => {
    const [place, query] = location.hash.slice(1).split("?");
    return { place, query: new URLSearchParams(query || "") };
  };
  const remember = (changes) => {
    const { place, query } = address();
    for (const [name, value] of Object.entries(changes)) {
      if (value) query.set(name, value);
      else query.delete(name);
    }
    const tail = query.toString();
    history.replaceState(null, "", `#${place || "findings"}${tail ? `?${tail}` : ""}`);
  };

  // Numbers begin with a digit, or with a mark or a currency before it: 5,000 of 15,799, ! 12, USD 400.
  const number = (text) => {
    const found = /^(?:[A-Z]{3} |[!<>] ?)?([\d,]+(?:\.\d+)?)(?: |$)/.exec(text);
    return found ? parseFloat(found[1].replaceAll(",", "")) : NaN;
  };
  const compare = (left, right) => {
    const [a, b] = [number(left), number(right)];
    if (!isNaN(a) && !isNaN(b)) return a - b;
    return isNaN(a) !== isNaN(b) ? (isNaN(a) ? -1 : 1) : left.localeCompare(right, "en");
  };
  const sorted = (table, column, order) => {
    for (const body of table.tBodies) {
      const rows = [...body.rows].filter((row) => !row.classList.contains("pack"));
      const key = (row) => (order ? textOf(row.cells[column]) : row.dataset.place);
      const sign = order === "descending" ? -1 : 1;
      rows.sort((left, right) => sign * compare(key(left), key(right)));
      body.append(...rows);
    }
    for (const [place, head] of [...table.tHead.rows[0].cells].entries()) {
      if (order && place === column) head.setAttribute("aria-sort", order);
      else head.removeAttribute("aria-sort");
    }
  };
  const sortable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    for (const body of table.tBodies) [...body.rows].forEach((row, place) => (row.dataset.place = place));
    heads.forEach((head, column) => {
      if (head.querySelector(".vh")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.title = say("sort", { column: textOf(head) });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const next = { ascending: "descending", descending: "" }[head.getAttribute("aria-sort")];
        const order = next === undefined ? "ascending" : next;
        sorted(table, column, order);
        remember({ sort: order && `${table.id}.${column}.${order}` });
      });
    });
  };

  // A cell that begins like a formula is one to a spreadsheet; an apostrophe keeps it text.
  const field = (node) => {
    const text = textOf(node);
    const plain = /^[\d,]+$/.test(text) ? text.replace(/,/g, "") : text;
    const safe = /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(plain) ? `'${plain}` : plain;
    return `"${safe.replace(/"/g, '""')}"`;
  };
  const csv = (table) =>
    [...table.rows].map((row) => [...row.cells].map(field).join(",")).join("\r\n") + "\r\n";
  const downloadable = (table, box) => {
    const tools = document.createElement("p");
    const button = document.createElement("button");
    tools.className = "tools";
    button.type = "button";
    button.textContent = say("csv");
    button.setAttribute("aria-label", `${say("csv")}: ${table.id}`);
    button.addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(["\uFEFF", csv(table)], { type: "text/csv" }));
      link.download = `${table.id}.csv`;
      link.click();
      URL.revokeObjectURL(link.href);
    });
    tools.append(button);
    box.after(tools);
  };

  // Told once the page is laid out; to measure here would have it laid out twice.
  const reachable = new ResizeObserver((changed) => {
    for (const { target } of changed) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const box of document.querySelectorAll(".scroll")) {
    reachable.observe(box);
    const table = box.querySelector("table[id]");
    if (!table) continue;
    if (table.querySelectorAll("tbody tr:not(.pack)").length > 1) sortable(table);
    downloadable(table, box);
  }

  const form = document.getElementById("filter");
  const names = ["severity", "verdict", "platform", "dataset", "rule", "standing"];
  const fold = document.getElementById("accepted");
  const findings = [...document.querySelectorAll("[data-severity]")].map((node) => ({
    node,
    words: node.textContent.toLowerCase(),
    values: { ...node.dataset, platform: JSON.parse(node.dataset.platform) },
  }));
  const fits = ({ values, words }, wanted) =>
    names.every((name) => !wanted[name] || [values[name]].flat().includes(wanted[name])) &&
    (wanted.text || "").toLowerCase().split(/\s+/).every((word) => words.includes(word));
  const filter = () => {
    const wanted = Object.fromEntries(new FormData(form));
    let shown = 0;
    for (const finding of findings) {
      const visible = fits(finding, wanted);
      finding.node.classList.toggle("filtered", !visible);
      shown += visible;
    }
    if (fold && wanted.standing) fold.open = fold.querySelector("[data-severity]:not(.filtered)") !== null;
    // Not form.dataset: that is the field of this name.
    form.querySelector("output").textContent = form
      .getAttribute("data-shown")
      .replace("{shown}", shown)
      .replace("{total}", findings.length);
    return wanted;
  };
  const offer = () => {
    const ranks = ["critical", "high", "medium", "low"];
    for (const name of names) {
      const values = [...new Set(findings.flatMap(({ values }) => values[name]))];
      if (name === "severity") values.sort((left, right) => ranks.indexOf(left) - ranks.indexOf(right));
      else values.sort((left, right) => left.localeCompare(right, "en"));
      for (const value of values) form.elements[name].add(new Option(value, value));
    }
    form.addEventListener("input", () => remember(filter()));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => remember(filter())));
    form.hidden = false;
  };

  const show = () => {
    const { place, query } = address();
    const [id, column, order] = (query.get("sort") || "").split(".");
    const table = id && document.getElementById(id);
    if (table instanceof HTMLTableElement && table.tHead.rows[0].cells[column]) {
      sorted(table, Number(column), order === "descending" ? order : "ascending");
    }
    const target = place && document.getElementById(place);
    // The browser has scrolled already, but not to what a filter hid.
    const hidden = target && target.closest(".filtered");
    if (form) {
      for (const name of [...names, "text"]) form.elements[name].value = query.get(name) || "";
      filter();
      if (target && target.closest(".filtered")) {
        form.reset();
        filter();
      }
    }
    for (let node = target; node; node = node.parentElement) {
      if (node instanceof HTMLDetailsElement) node.open = true;
    }
    if (target && (hidden || query.size)) target.scrollIntoView();
  };
  if (form) offer();
  window.addEventListener("hashchange", show);
  show();

  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const details of folded) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });
})();
