// Whether text can be read follows from its own style and from what is painted behind it. The text
// of a table's fifty rows has a few looks: `fresh()` returns two elements of each, wherever it has
// not been returned in an earlier view of the same page.
(() => {
  const TEXT = ["color", "fontSize", "fontWeight", "textShadow", "textDecorationLine", "position",
    "backgroundClip", "clipPath"];
  const BEHIND = ["backgroundColor", "backgroundImage", "opacity", "filter", "mixBlendMode"];
  const BARE = JSON.stringify(["rgba(0, 0, 0, 0)", "none", "1", "none", "normal", null, ""]);
  const FIELD = "input:not([type=hidden]), select, textarea";
  const numbers = new Map();
  const known = new Set();

  const numbered = (...parts) => {
    const text = JSON.stringify(parts);
    return numbers.get(text) ?? numbers.set(text, numbers.size).get(text);
  };

  const behind = (one, style, around) => {
    const placed = !["static", "relative"].includes(style.position);
    const layer = [...BEHIND.map(name => style[name]), one.ariaDisabled, placed ? one.className : ""];
    return JSON.stringify(layer) === BARE ? around : numbered(around, layer);
  };

  const lookOf = (one, style, layers) => {
    const text = TEXT.map(name => style[name]);
    const off = one.matches(":disabled") || one.control?.matches(":disabled");
    const sentence = one.localName === "a" && getComputedStyle(one.parentElement).color;
    return numbered(layers, text, off, one.localName, one.className, sentence);
  };

  const hasText = one => one.matches(FIELD) || [...one.childNodes]
    .filter(node => node.nodeType === Node.TEXT_NODE)
    .map(node => node.data.trim()).join("").length > 1;

  const inSight = one => one.checkVisibility({visibilityProperty: true})
    && Math.min(one.offsetWidth, one.offsetHeight) > 2;

  const fresh = () => {
    const layers = new Map();
    const found = new Map();
    for (const one of document.querySelectorAll("html, body, body *:not(svg *)")) {
      const style = getComputedStyle(one);
      layers.set(one, behind(one, style, layers.get(one.parentElement)));
      if (hasText(one) && inSight(one)) {
        const look = lookOf(one, style, layers.get(one));
        found.set(look, [found.get(look)?.[0] ?? one, one]);
      }
    }
    const chosen = [...found].filter(([look]) => !known.has(look)).flatMap(([, pair]) => pair);
    [...found.keys()].forEach(look => known.add(look));
    return [...new Set(chosen)];
  };

  const themed = async theme => {
    for (let frame = 0; document.documentElement.dataset.bsTheme !== theme; frame++) {
      if (frame > 600) throw new Error(`The page does not turn ${theme}.`);
      await new Promise(requestAnimationFrame);
    }
  };

  window.looks = {fresh, themed};
})();
