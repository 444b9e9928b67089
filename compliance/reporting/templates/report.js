(() => {
  "use strict";
  for (const box of document.querySelectorAll(".scroll")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
  const bar = document.getElementById("filter");
  if (!bar) return;
  const [severity, verdict] = bar.querySelectorAll("select");
  const words = bar.querySelector("input");
  const total = bar.querySelector("output");
  const findings = [...document.querySelectorAll("[data-severity]")].map((node) => ({
    node,
    text: node.textContent.toLowerCase(),
  }));
  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { node, text } of findings) {
      const fits =
        (!severity.value || node.dataset.severity === severity.value) &&
        (!verdict.value || node.dataset.verdict === verdict.value) &&
        wanted.every((word) => text.includes(word));
      node.classList.toggle("filtered", !fits);
      shown += fits ? 1 : 0;
    }
    total.textContent = `${shown} of ${findings.length} shown`;
  };
  bar.addEventListener("input", filter);
  bar.hidden = false;
  filter();
})();
