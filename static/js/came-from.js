// A customer opened from a portfolio's list: the rows beside it, and the way back. Nothing here is needed to read.
(() => {
  "use strict";
  const nav = document.querySelector("#came-from");
  const { list, links } = JSON.parse(sessionStorage.getItem("came-from") ?? '{"links": []}');
  const here = links.indexOf(location.pathname);
  if (!nav || here < 0) return;
  nav.querySelector("[data-list]").href = list;
  nav.querySelector("[data-place]").textContent = `${here + 1} of ${links.length}`;
  for (const step of nav.querySelectorAll("[data-step]")) {
    const link = links[here + Number(step.dataset.step)];
    if (!link) {
      step.remove();
      continue;
    }
    step.href = link;
    step.dataset.skeletonId = decodeURIComponent(link.split("/").at(-2));
  }
  nav.hidden = false;
})();
