// Draws every [data-chart] (selectors/chart.py through time, selectors/curve.py over numbers) with uPlot;
// colours are the page's own tokens.
(() => {
  "use strict";
  const STEPS = [1, 2, 3, 6, 12, 24, 60, 120];
  const seconds = (day) => Date.parse(day) / 1000;
  const utc = (moment, format) => new Date(moment * 1000).toLocaleDateString("en-US", { timeZone: "UTC", ...format });
  const monthOf = (moment) => utc(moment, { month: "short", year: "numeric" });
  const dayOf = (moment) => `${utc(moment, { day: "numeric" })} ${monthOf(moment)}`;
  const grouped = (text) => {
    const [whole, part] = text.replace("-", "−").split(".");
    return whole.replace(/\d(?=(\d{3})+$)/g, "$&,") + (part ? `.${part}` : "");
  };
  const phone = matchMedia("(max-width: 47.99rem)");

  // A token as the page shows it now; paper is always light.
  const reader = (figure, printed) => (name) => {
    const probe = figure.appendChild(document.createElement("i"));
    Object.assign(probe.style, { color: `var(--${name})`, colorScheme: printed ? "light" : "inherit" });
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };

  // Axes: at most four lines from 0, and whole months that do not crowd.
  const moneySteps = (u, axis, low, high) => {
    const rough = (high - low) / 4;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough);
    const splits = [];
    for (let at = Math.ceil(low / step) * step; at <= high; at += step) splits.push(at);
    return splits;
  };
  const monthSteps = (u, axis, low, high) => {
    const start = new Date(low * 1000);
    const [year, first] = [start.getUTCFullYear(), start.getUTCMonth()];
    const months = (high - low) / 2629800;
    const step = STEPS.find((one) => months / one <= u.width / 78) ?? STEPS.at(-1);
    const splits = [];
    for (let month = Math.ceil(first / step) * step; ; month += step) {
      const at = Date.UTC(year, month) / 1000;
      if (at > high) return splits;
      if (at >= low) splits.push(at);
    }
  };
  const countSteps = (u, axis, low, high) => {
    const most = Math.max(2, Math.floor(u.width / 72));
    const power = 10 ** Math.floor(Math.log10(Math.max((high - low) / most, 1)));
    const step = [1, 2, 5, 10].map((one) => one * power).find((one) => (high - low) / one <= most);
    const splits = low <= 1 && step > 1 ? [1] : [];
    for (let at = Math.max(step, Math.ceil(low / step) * step); at <= high; at += step) splits.push(at);
    return splits;
  };
  const range = (u, low, high) => {
    const [bottom, top] = [Math.min(0, low ?? 0), Math.max(0, high ?? 0)];
    return [bottom * 1.06, top === bottom ? 1 : top + (top - bottom) * 0.08];
  };

  // What stands on the picture: today, the rings, and each line's last value at its right end.
  const marks = ({ lines, today, ring, spots = [] }, token, font) => (u) => {
    const { ctx, bbox } = u;
    const scale = devicePixelRatio;
    const x = (moment) => u.valToPos(moment, "x", true);
    const y = (value) => u.valToPos(value, "y", true);
    const write = (text, left, top, colour, weight, align) => {
      Object.assign(ctx, { font: font(weight, scale), textAlign: align, textBaseline: "middle", lineJoin: "round" });
      Object.assign(ctx, { strokeStyle: token("surface"), lineWidth: 4 * scale, fillStyle: colour });
      ctx.strokeText(text, left, top);
      ctx.fillText(text, left, top);
    };
    const circle = (left, top, radius, fill, stroke) => {
      ctx.beginPath();
      ctx.arc(left, top, radius * scale, 0, 2 * Math.PI);
      Object.assign(ctx, { fillStyle: fill, strokeStyle: stroke, lineWidth: 2 * scale });
      ctx.fill();
      ctx.stroke();
    };
    const within = (text, left, weight) => {
      ctx.font = font(weight, scale);
      const half = ctx.measureText(text).width / 2;
      return Math.min(Math.max(left, bbox.left + half), bbox.left + bbox.width - half);
    };
    ctx.save();
    ctx.setLineDash([]);
    if (today) {
      const left = Math.round(x(seconds(today))) + 0.5;
      ctx.fillStyle = token("line2");
      ctx.fillRect(left, bbox.top - 8 * scale, scale, bbox.height + 8 * scale);
      write("today", within("today", left, 400), bbox.top - 16 * scale, token("ink3"), 400, "center");
      const last = u.data[1].findLastIndex((value) => value !== null);
      if (last >= 0) circle(x(u.data[0][last]), y(u.data[1][last]), 3, token(lines[0].tone), token(lines[0].tone));
    }
    if (ring) {
      const [left, top] = [x(seconds(ring[0])), y(Number(ring[1]))];
      circle(left, top, 5, token("surface"), token("ink"));
      const above = top - 20 * scale > bbox.top - 8 * scale ? -20 : 20;
      write(ring[2], within(ring[2], left - 60 * scale, 500), top + above * scale, token("ink"), 500, "center");
    }
    spots.forEach(([number, value, text, drop], place) => {
      const [left, top] = [x(number), y(Number(value))];
      if (drop) {
        Object.assign(ctx, { strokeStyle: token("ink3"), lineWidth: scale });
        ctx.setLineDash([3 * scale, 3 * scale]);
        ctx.beginPath();
        ctx.moveTo(left, top);
        ctx.lineTo(left, y(0));
        ctx.stroke();
        ctx.setLineDash([]);
      }
      circle(left, top, 5, token("surface"), token("ink"));
      ctx.font = font(500, scale);
      const room = left - bbox.left - 14 * scale > ctx.measureText(text).width;
      const clear = !place || Math.abs(top - y(Number(spots[0][1]))) > 40 * scale;
      if (place && room && clear) write(text, left - 12 * scale, top, token("ink"), 500, "right");
      else write(text, within(text, left, 500), top + (place && top + 28 * scale < bbox.top + bbox.height ? 18 : -16) * scale, token("ink"), 500, "center");
    });
    if (!phone.matches) {
      const ends = lines
        .map((line, place) => ({ ...line, top: y(u.data[place + 1].findLast((value) => value !== null) ?? 0) }))
        .filter((line) => line.end)
        .sort((one, other) => one.top - other.top);
      ends.forEach((line, place) => {
        if (place) line.top = Math.max(line.top, ends[place - 1].top + 16 * scale);
        write(line.end, bbox.left + bbox.width + 8 * scale, line.top, token(line.tone), 500, "left");
      });
    }
    ctx.restore();
  };

  const options = (figure, chart, token, { clientWidth: width, clientHeight: height }) => {
    const family = getComputedStyle(figure).fontFamily;
    const size = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.75;
    const font = (weight, scale = 1) => `${weight} ${size * scale}px ${family}`;
    const measure = document.createElement("canvas").getContext("2d");
    measure.font = font(500);
    const widest = (texts) => Math.max(0, ...texts.map((text) => measure.measureText(text).width));
    const ends = phone.matches ? 8 : widest(chart.lines.map(({ end }) => end)) + 16;
    const room = chart.numbers ? widest([grouped(String(chart.numbers.at(-1)))]) / 2 + 4 : ends;
    const axis = { stroke: token("ink3"), font: font(400), ticks: { show: false } };
    const across = chart.numbers
      ? { splits: countSteps, values: (u, splits) => plain(splits) }
      : { splits: monthSteps, values: (u, splits) => splits.map(monthOf) };
    const plain = (values) => values.map((value) => grouped(String(Number(value.toFixed(2)))));
    const series = chart.lines.map(({ tone, dashed, stepped }, place) => ({
      stroke: token(tone),
      width: tone === "accent" ? 2 : 1.5,
      dash: dashed ? [5, 4] : [],
      fill: tone === "accent" && !dashed && !place ? token("area") : undefined,
      paths: stepped ? uPlot.paths.stepped({ align: 1 }) : uPlot.paths.linear(),
      points: { show: false },
    }));
    return {
      width,
      height,
      padding: [28, room, 0, 0],
      tzDate: (moment) => uPlot.tzDate(new Date(moment * 1000), "Etc/UTC"),
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
      scales: { x: { time: !chart.numbers }, y: { range } },
      series: [{}, ...series],
      axes: [
        { ...axis, grid: { show: false }, ...across, size: 28 },
        {
          ...axis, splits: moneySteps, gap: 8, values: (u, values) => plain(values),
          grid: { stroke: token("line"), width: 1 }, size: (u, values) => widest(values ?? []) + 12,
        },
      ],
      hooks: { draw: [marks(chart, token, font)] },
    };
  };

  // All that are on the page, drawn again when its width, its theme or the paper asks for it.
  const drawings = new Map();
  const drawAll = (printed) => {
    for (const [figure, draw] of drawings) figure.isConnected ? draw?.(printed) : drawings.delete(figure);
  };
  const sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) if (contentRect.width) drawings.get(target.parentElement)?.();
  });
  new MutationObserver(() => drawAll()).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  addEventListener("beforeprint", () => drawAll(true));
  addEventListener("afterprint", () => drawAll());

  const start = async (figure) => {
    if (drawings.has(figure)) return; // it was only moved
    drawings.set(figure, null);
    const chart = JSON.parse(figure.dataset.chart);
    const find = (name) => figure.querySelector(`[data-chart-${name}]`);
    const [place, said, button, rows] = ["canvas", "values", "table", "rows"].map(find);
    const days = chart.numbers ?? chart.days.map(seconds);
    const name = (at) => (chart.numbers ? `${chart.counted} ${grouped(String(at))}` : dayOf(at));
    const data = [days, ...chart.lines.map(({ values }) => values.map((value) => (value === null ? null : Number(value))))];
    const known = chart.lines[0].values.findLastIndex((value) => value !== null);
    let plot = null;

    const tell = (index) => {
      const at = index ?? known;
      const past = (chart.lines[0].values[at] ?? null) !== null;
      const told = chart.lines.filter(({ dashed, values }) => (values[at] ?? null) !== null && !(dashed && past));
      const values = told.map(({ name, values }) => `${name} ${grouped(values[at])} ${chart.unit}`.trim());
      said.textContent = at < 0 ? "" : `${name(days[at])}: ${values.join(" · ")}`;
    };
    const draw = (printed = false) => {
      plot?.destroy();
      const token = reader(figure, printed);
      const drawn = options(figure, chart, token, place);
      drawn.hooks.setCursor = [(u) => tell(u.cursor.idx)];
      plot = new uPlot(drawn, data, place);
      const canvas = plot.ctx.canvas;
      canvas.tabIndex = 0;
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", chart.sentence);
    };
    const move = (event) => {
      const now = plot.cursor.idx ?? known;
      const leap = Math.ceil(days.length / 10);
      const to = { ArrowLeft: now - 1, ArrowRight: now + 1, PageUp: now - leap, PageDown: now + leap, Home: 0, End: days.length - 1 }[event.key];
      if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      plot.setCursor({ left: plot.valToPos(days[Math.min(Math.max(to, 0), days.length - 1)], "x"), top: 0 });
    };

    button.addEventListener("click", () => {
      const table = figure.classList.toggle("chart-as-table");
      button.setAttribute("aria-pressed", table);
      rows.tabIndex = table ? 0 : -1;
    });
    place.addEventListener("keydown", move);
    place.addEventListener("focusout", () => plot.setCursor({ left: -10, top: -10 }));
    await Promise.all([400, 500].map((weight) => document.fonts.load(`${weight} 12px Inter`)));
    tell();
    drawings.set(figure, draw);
    sizes.observe(place);
  };

  // What comes again unchanged is left alone: crosshair, table and focus stay where they are.
  const shown = new WeakMap();
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (!detail.target.matches("[data-steady]")) return;
    if (shown.get(detail.target) === detail.serverResponse) detail.shouldSwap = false;
    shown.set(detail.target, detail.serverResponse);
  });
  document.addEventListener("htmx:load", ({ detail }) => {
    const inside = [...detail.elt.querySelectorAll("[data-chart]")];
    for (const figure of detail.elt.matches("[data-chart]") ? [detail.elt] : inside) start(figure);
  });
})();
