"use strict";
// Draws one document on click and filters the list. Text of pages is only ever set as text, never as HTML.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const rows = [...document.querySelectorAll("#documents tbody tr")];
  const dialog = document.getElementById("view");
  const title = document.getElementById("view-title");
  const body = document.getElementById("view-body");
  const filter = document.getElementById("filter");
  const count = document.getElementById("count");
  let current = -1;

  const make = (tag, css, text) => {
    const node = document.createElement(tag);
    if (css) node.className = css;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const kindOf = (rule) => {
    const name = rule.split(".", 1)[0];
    return Object.hasOwn(data.kinds, name) ? data.kinds[name] : ["own", name, true];
  };
  const whyOf = (rule) => (Object.hasOwn(data.rules, rule) ? data.rules[rule] : "");

  const drawEdit = (page, [rule, old, fresh, start, end, lead, told]) => {
    const [css, label] = kindOf(rule);
    const hover = [`${rule} [${start}:${end}]`, whyOf(rule), fresh ? `${old} \u2192 ${fresh}` : "", told];
    const dress = (node) => {
      node.className = `gt-${css}`;
      node.title = hover.filter(Boolean).join("\n");
      return node;
    };
    const swap = fresh && [...fresh].length === end - start && end - start <= 12 && !(old + fresh).includes("\n");
    if (swap) {
      const ruby = dress(make("ruby", "", old));
      ruby.append(make("rt", "", fresh));
      page.append(ruby);
      return;
    }
    if (old) {
      const left = dress(make("del", "", old));
      if (lead) left.dataset.l = label;
      page.append(left);
    }
    if (fresh) page.append(dress(make("ins", "", fresh)));
  };

  const drawPage = (doc) => {
    const page = make("div", "gt-page");
    page.dir = "ltr";
    for (const piece of doc.pieces) {
      if (typeof piece === "string") page.append(piece);
      else if (typeof piece === "number")
        page.append(make("span", "gt-skip", `[… ${piece} characters not drawn 略去 ${piece} 字 …]`));
      else if (piece.length === 1) {
        const fold = make("details", "gt-fold");
        const size = [...piece[0]].length;
        fold.append(make("summary", "", `${size} characters untouched 未改动 ${size} 字`), piece[0]);
        page.append(fold);
      } else drawEdit(page, piece);
    }
    return page;
  };

  const show = (number) => {
    const doc = data.docs[number];
    current = number;
    title.textContent = doc.source;
    const view = make("div", "govtext");
    view.lang = "zh";
    const lost = (100 * doc.share).toFixed(1);
    view.append(make("div", "gt-bar", `${doc.in} → ${doc.out} characters 字符, ${lost} % removed 删除`));
    if (doc.cut) view.append(make("div", "gt-cut", "truncated 有缺文"));
    for (const note of doc.notes) view.append(make("div", "gt-note", note));
    const meta = make("dl", "gt-meta");
    for (const [key, value] of doc.facts) meta.append(make("dt", "", key), make("dd", "", value));
    view.append(meta, drawPage(doc));
    body.replaceChildren(view);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  };

  const step = (by) => {
    const shown = rows.filter((row) => !row.hidden).map((row) => Number(row.dataset.doc));
    const at = shown.indexOf(current);
    const next = at < 0 ? 0 : at + by;
    if (next >= 0 && next < shown.length) show(shown[next]);
  };

  const sieve = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of rows) {
      const doc = data.docs[Number(row.dataset.doc)];
      row.hidden = !words.every((word) => doc.hay.includes(word));
      if (!row.hidden) left += 1;
    }
    count.textContent = `${left} / ${rows.length}`;
  };

  for (const doc of data.docs)
    doc.hay = [doc.source, ...doc.rules, ...doc.notes, ...doc.facts.flat(), doc.cut ? "truncated 有缺文" : ""]
      .join(" ").toLowerCase();
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("button[data-doc]");
    if (opener) show(Number(opener.dataset.doc));
    const chooser = event.target.closest("button[data-filter]");
    if (chooser) {
      filter.value = chooser.dataset.filter;
      sieve();
      document.getElementById("documents").scrollIntoView();
    }
  });
  document.getElementById("close").addEventListener("click", () => dialog.close());
  document.getElementById("previous").addEventListener("click", () => step(-1));
  document.getElementById("next").addEventListener("click", () => step(1));
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") step(-1);
    if (event.key === "ArrowRight") step(1);
  });
  filter.addEventListener("input", sieve);
  sieve();
})();
