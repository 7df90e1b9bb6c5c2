// Tabs: links to lists of their own that, on one page with the lists, show the one they name.
(() => {
  "use strict";
  // A list that takes its time says how long it has been, and how long it may be.
  const { deadline } = document.getElementById("profile-skeleton").dataset;
  const clock = setInterval(() => {
    const [waiting, passed] = [document.querySelectorAll("[data-waits]"), performance.now() / 1000];
    if (!waiting.length) clearInterval(clock);
    for (const wait of waiting) if (passed > 1) wait.textContent = `${passed.toFixed(1)} s, at most ${deadline} s`;
  }, 100);

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
