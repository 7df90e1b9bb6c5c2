// The list of a portfolio by keyboard, and one customer beside it. Nothing here is needed to read or to act.
(() => {
  "use strict";
  const one = (selector, within = document) => within.querySelector(selector);
  const wide = matchMedia("(min-width: 64rem)");
  const wait = 120;
  let [chosen, timer] = [null, 0];

  // One customer beside the list: asked for when the row has been chosen for a moment.
  const preview = (row) => {
    const { preview: prefix } = one("#portfolio-rows").dataset;
    const target = one("#portfolio-preview");
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (row !== chosen || !wide.matches) return;
      target.hidden = false;
      htmx.ajax("GET", `${prefix}${encodeURIComponent(row.dataset.id)}/`, { source: target, target, swap: "innerHTML" });
    }, wait);
  };
  const choose = (row) => {
    if (row === chosen) return;
    chosen?.removeAttribute("data-chosen");
    chosen = row;
    if (!row) return;
    row.setAttribute("data-chosen", "");
    preview(row);
  };
  const leave = () => {
    choose(null);
    clearTimeout(timer);
    const panel = one("#portfolio-preview");
    if (!panel || panel.hidden) return;
    panel.hidden = true;
    panel.replaceChildren();
  };
  const rowOf = (element) => element.closest?.("#portfolio-rows tbody tr");
  document.addEventListener("focusin", ({ target }) => {
    const row = rowOf(target);
    if (row) choose(row);
  });
  document.addEventListener("click", (event) => {
    const row = rowOf(event.target);
    if (!row || !wide.matches || event.target.closest("a") || !getSelection().isCollapsed) return;
    one("a", row).focus({ preventScroll: true });
  });
  document.addEventListener("dblclick", (event) => {
    const row = rowOf(event.target);
    if (row && wide.matches) one("a", row).click();
  });

  // The profile that is opened from here knows the rows beside it (came-from.js).
  document.addEventListener("click", ({ target }) => {
    if (!target.closest("#portfolio-rows tbody a, #portfolio-preview a")) return;
    const links = [...document.querySelectorAll("#portfolio-rows tbody a")].map((link) => link.pathname);
    sessionStorage.setItem("came-from", JSON.stringify({ list: location.pathname + location.search, links }));
  });

  // Menus close like every other, by Escape and by a click beside them.
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("[data-popover][open]")) {
      if (menu === except) continue;
      if (menu.contains(document.activeElement)) one("summary", menu).focus();
      menu.open = false;
    }
  };
  document.addEventListener("click", ({ target }) => closeMenus(target.closest("[data-popover]")));

  // Arrows from anywhere on the page, and out of the box; Escape goes back.
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || target.closest("dialog")) return;
    if (key === "Escape") {
      if (one("[data-popover][open]")) closeMenus(null);
      else if (rowOf(target)) { target.blur(); leave(); }
      else leave();
      return;
    }
    const box = target.matches("#list-q");
    if (!["ArrowDown", "ArrowUp"].includes(key) || (!box && target.closest("input, textarea, select, summary"))) return;
    if (rowOf(target) || (box && key === "ArrowUp")) return;
    if (!box && target !== document.body && !target.matches("main")) return;
    const links = [...document.querySelectorAll("#portfolio-rows tbody a")];
    const start = chosen && links.find((link) => rowOf(link) === chosen);
    const first = start ?? links[0];
    if (!first) return;
    event.preventDefault();
    first.focus();
  });

  // The box says what the list beside it shows, unless somebody is typing.
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target.id !== "portfolio-rows") return;
    chosen = null;
    const [box, rows] = [one("#list-q"), one("#portfolio-rows")];
    if (box && rows && document.activeElement !== box) box.value = rows.dataset.q;
  });
})();
