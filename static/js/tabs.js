// Tabs: links to lists of their own that, on one page with the lists, show the one they name.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const tab = event.target.closest("a[data-tab]");
    const panel = tab && document.getElementById(tab.dataset.tab);
    if (!panel || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    for (const other of tab.parentElement.querySelectorAll("a[data-tab]")) {
      const chosen = other === tab;
      other.toggleAttribute("aria-current", chosen);
      if (chosen) other.setAttribute("aria-current", "true");
      document.getElementById(other.dataset.tab).hidden = !chosen;
    }
  });
})();
