// What a page can do beyond its links and forms. Nothing here is needed to read or to act.
(() => {
  "use strict";
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const iconOf = (element, name) => {
    const use = one("use", element);
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${name}`));
  };
  const say = (text) => { one("#live").textContent = text; };

  // Copy: a given text, or what another element says, line by line.
  const textToCopy = ({ copy, copyFrom }) => {
    if (copy) return copy;
    const source = one(copyFrom);
    const lines = source.children.length ? [...source.children] : [source];
    return lines.map((line) => line.innerText.trim()).join("\n");
  };
  const copyText = async (button) => {
    try {
      await navigator.clipboard.writeText(textToCopy(button.dataset));
    } catch {
      say("The browser does not allow copying here.");
      return;
    }
    const done = (copied) => {
      iconOf(button, copied ? "check" : "copy");
      button.classList.toggle("copied", copied);
      say(copied ? "Copied" : "");
    };
    done(true);
    setTimeout(done, 1500, false);
  };

  // The element itself, or what stands in its place since its part of the page was swapped.
  const standing = (element) => {
    if (!element || element.isConnected) return element;
    const name = ["id", "data-key", "data-metric", "aria-label", "href"].find((each) => element.hasAttribute(each));
    return name && one(`${element.localName}[${name}="${CSS.escape(element.getAttribute(name))}"]`);
  };

  // Dialogs open over the page, with focus on Close, and give it back to where one came from.
  const dialog = one("#dialog");
  let opener = null;
  const openSheet = (sheet) => {
    if (!sheet.open) sheet.showModal();
    (one("[autofocus]", sheet) ?? one("[data-close]", sheet))?.focus();
  };
  const closed = ({ target: sheet }) => {
    standing(opener)?.focus();
    if (sheet === dialog) sheet.replaceChildren();
  };
  for (const sheet of all("dialog")) sheet.addEventListener("close", closed);

  // One toast at a time, for what succeeded; it waits while one reads it.
  const toast = (text) => {
    const shown = one("#toast").content.cloneNode(true).firstElementChild;
    one("span", shown).textContent = text;
    one("#toasts").replaceChildren(shown);
    const leave = () => (shown.matches(":hover, :focus-within") ? setTimeout(leave, 1000) : shown.remove());
    setTimeout(leave, 6000);
  };

  // Ages, countdowns and moments, in the reader's own time zone.
  const date = (moment) => moment.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
  const clock = (moment) => moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const span = (seconds, short) => {
    const minutes = Math.floor(seconds / 60);
    if (minutes < 1) return `${Math.floor(seconds / 10) * 10} s`;
    if (minutes < 60) return `${minutes} min`;
    const hours = `${Math.floor(minutes / 60)} h`;
    return short || minutes % 60 === 0 ? hours : `${hours} ${minutes % 60} min`;
  };
  const ageText = (moment, kind) => {
    const seconds = Math.max(0, (Date.now() - moment) / 1000);
    if (seconds >= 86400) return kind === "old" ? `from ${date(moment)}` : date(moment);
    if (kind === "old") return `${span(seconds)} old`;
    return seconds < 10 ? "just now" : `${span(seconds, kind === "short")} ago`;
  };
  const tick = () => {
    let youngest = Infinity;
    for (const age of all("time[data-age]")) {
      const moment = new Date(age.dateTime);
      age.textContent = ageText(moment, age.dataset.age);
      youngest = Math.min(youngest, Date.now() - moment);
    }
    clearTimeout(tick.next);
    tick.next = setTimeout(tick, youngest < 60000 ? 10000 : 60000);
  };
  const countDown = () => {
    for (const left of all("[data-countdown]")) {
      const seconds = Math.max(0, left.dataset.countdown - 1);
      left.dataset.countdown = seconds;
      left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    }
  };
  const moments = { date, time: clock, datetime: (moment) => `${date(moment)}, ${clock(moment)}` };
  const showMoments = () => {
    for (const time of all("time[data-local]")) {
      time.textContent = moments[time.dataset.local](new Date(time.dateTime));
    }
  };

  // Conditions stand open where there is room for them, and behind a tap on a phone.
  const wide = matchMedia("(min-width: 64rem)");
  const tapped = new Set();
  const openChecks = () => {
    for (const check of all("details[data-check]")) {
      check.open = wide.matches || tapped.has(check.dataset.check);
      check.firstElementChild.tabIndex = wide.matches ? -1 : 0;
    }
  };
  const refreshPage = () => { tick(); showMoments(); openChecks(); };
  wide.addEventListener("change", openChecks);
  document.addEventListener("toggle", ({ target: check }) => {
    if (wide.matches || !check.matches("[data-check]")) return;
    if (check.open) tapped.add(check.dataset.check);
    else tapped.delete(check.dataset.check);
  }, true);
  document.addEventListener("visibilitychange", tick);
  setInterval(countDown, 1000);
  refreshPage();

  // A profile that takes a moment: its outline after 100 ms, the seconds after one second.
  let waiting = null;
  const stopWaiting = () => {
    if (!waiting) return;
    clearTimeout(waiting.timer);
    clearInterval(waiting.clock);
    if (waiting.page) one("#main").replaceChildren(...waiting.page);
    waiting = null;
  };
  const showOutline = (asked) => {
    const template = one("#profile-skeleton");
    const outline = template.content.cloneNode(true);
    const [seconds, since] = [one("[data-seconds]", outline), performance.now() - 100];
    one("[data-asked]", outline).textContent = asked;
    waiting.page = [...one("#main").childNodes];
    one("#main").replaceChildren(outline);
    waiting.clock = setInterval(() => {
      const passed = (performance.now() - since) / 1000;
      if (passed > 1) seconds.textContent = `${passed.toFixed(1)} s, at most ${template.dataset.deadline} s`;
    }, 100);
  };
  const startWaiting = (asked) => {
    stopWaiting();
    if (!asked || asked.includes("@")) return;
    waiting = { timer: setTimeout(showOutline, 100, asked) };
  };
  addEventListener("pageshow", (event) => event.persisted && stopWaiting());

  // Clicks and forms.
  const plain = (event) => !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  document.addEventListener("click", (event) => {
    const find = (selector) => event.target.closest(selector);
    const menu = one("[data-menu][open]");
    const [copier, opens, asks, closes] = ["[data-copy], [data-copy-from]", "[data-opens]", "[data-dialog]", "dialog [data-close]"].map(find);
    const link = find("a[data-skeleton]");
    if (copier) copyText(copier);
    if (asks) opener = asks;
    if (opens) {
      opener = opens.closest("details")?.firstElementChild ?? opens;
      openSheet(one(`#${opens.dataset.opens}`));
    }
    if (link && plain(event)) startWaiting(link.dataset.skeletonId);
    if (closes) event.preventDefault();
    if (closes || event.target.matches("dialog")) find("dialog").close();
    if (menu && (opens || !menu.contains(event.target))) menu.open = false;
  });
  document.addEventListener("submit", ({ target: form }) => {
    if (form.matches("[data-skeleton]")) startWaiting(form.elements.q.value.trim());
    if (form.matches("[data-sign-out]")) {
      for (const key of Object.keys(sessionStorage)) if (/^(htmx|came-from)/.test(key)) sessionStorage.removeItem(key);
    }
  });

  // Single keys: never while typing, never with a modifier, and only if the person wants them.
  const press = (key) => one(`[data-key="${key}"]`)?.click();
  const step = (by) => {
    const rows = all("[data-row] a");
    const here = rows.indexOf(document.activeElement);
    if (here >= 0) rows[here + by]?.focus();
    return here >= 0;
  };
  const keys = {
    "/": () => one('[data-key="/"]')?.focus(),
    "?": () => openSheet(one("#shortcuts")),
    r: () => press("r"),
    c: () => press("c"),
    n: () => one('[data-key="n"]')?.focus(),
    1: () => press("1"),
    2: () => press("2"),
    3: () => press("3"),
    "[": () => press("["),
    "]": () => press("]"),
    e: () => document.activeElement.matches("[data-metric][href]") && document.activeElement.click(),
  };
  const escape = (target) => {
    if (waiting) stop();
    stopWaiting();
    if (one("[data-menu][open]")) one("[data-menu]").open = false;
    if (target.matches("[data-key='/']")) target.blur();
  };
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (key === "Escape") escape(target);
    if (target.closest("input, textarea, select, [contenteditable], dialog")) return;
    if (["ArrowDown", "ArrowUp"].includes(key) && step(key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    if (localStorage.getItem("single-keys") === "off" || !Object.hasOwn(keys, key.toLowerCase())) return;
    event.preventDefault();
    keys[key.toLowerCase()]();
  });
  const singleKeys = one("[data-single-keys]");
  if (singleKeys) {
    singleKeys.checked = localStorage.getItem("single-keys") !== "off";
    singleKeys.addEventListener("change", () => localStorage.setItem("single-keys", singleKeys.checked ? "on" : "off"));
  }

  // htmx: what came is shown where it belongs; what did not come says so there, and the rest stays.
  const askAgain = (asker) => {
    if (asker.isConnected && asker.matches("form")) asker.requestSubmit();
    else if (asker.isConnected && asker.href) asker.click();
    else location.reload();
  };
  const showLost = (target, asker, reason) => {
    const lost = one("#answer-lost").content.cloneNode(true).firstElementChild;
    one("[data-reason]", lost).textContent = reason;
    one("[data-again]", lost).addEventListener("click", () => askAgain(asker));
    one(":scope > .blank-failed", target)?.remove();
    if (target === dialog) target.replaceChildren();
    target.prepend(lost);
    if (target === dialog) openSheet(dialog);
  };
  const lostBy = (reason) => ({ detail }) => showLost(detail.target, detail.elt, reason);
  document.addEventListener("htmx:sendError", lostBy("The connection to Recoup is lost. Nothing was changed; what stands here is as it was."));
  document.addEventListener("htmx:timeout", lostBy("Recoup did not answer in time. Nothing was changed; what stands here is as it was."));
  let held = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    held = document.activeElement;
    const { isError, serverResponse, target, requestConfig, xhr } = event.detail;
    if (!isError || !/^\s*<!doctype/i.test(serverResponse)) return;
    event.detail.shouldSwap = false;
    showLost(target, requestConfig.elt, `Recoup answered with an error (${xhr.status}). What stands here is as it was.`);
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target === dialog) openSheet(dialog);
    else if (!held.isConnected) standing(held)?.focus({ preventScroll: true });
    refreshPage();
  });
  document.addEventListener("toast", ({ detail }) => toast(detail.value));

  // The server writes times in the reader's zone from the next page on.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `timezone=${zone}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
})();
