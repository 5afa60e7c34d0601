/* Searches the index that is published with the site. It is read once something is asked, from this site alone, and what
   is asked stays in the address, so that a search can be shared. */
(() => {
  "use strict";
  const form = document.querySelector(".search");
  const box = form.elements.q;
  const told = form.querySelector("output");
  const groups = Array.from(document.querySelectorAll("[data-folder]"));
  const more = document.querySelector("#_more");
  const engine = new URL("../pagefind/pagefind.js", document.currentScript.src);
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const AT_ONCE = 24;
  let index;
  let asked = "";
  let finds = [];
  let shown = 0;

  const clear = (words) => {
    finds = [];
    shown = 0;
    groups.forEach((group) => { group.hidden = true; group.querySelector("ol").replaceChildren(); });
    more.parentElement.hidden = true;
    told.textContent = words;
  };

  /* What the engine gives is text with marks in it; nothing else becomes an element. */
  const marked = (excerpt) => excerpt.split(/<mark>(.*?)<\/mark>/s).map((part, n) => {
    const words = part.replace(/&lt;/g, "<").replace(/&gt;/g, ">");
    return n % 2 ? Object.assign(document.createElement("mark"), { textContent: words }) : words;
  });

  /* The claim, the report or the quotation of a page that says most of what is asked. Each is a block with an id; a
     heading's begins with `_` and ends the block before it. A quotation is led to where it stands in its article. */
  const place = (page) => {
    const starts = page.anchors.filter((one) => one.id.startsWith("_") || /^(div|li)$/.test(one.element));
    let most;
    starts.forEach(({ id, location: from }, n) => {
      const to = n + 1 < starts.length ? starts[n + 1].location : Infinity;
      const hits = page.locations.filter((at) => at >= from && at < to);
      if (!id.startsWith("_") && hits.length > (most ? most.hits.length : 0)) {
        most = { id: id.replace(/^basis-/, ""), from, to, hits };
      }
    });
    return most;
  };

  /* What is found there, with the words around it. */
  const words = (page, { from, to, hits }) => {
    const between = page.raw_content.includes("\u200b") ? ["\u200b", ""] : [/\s+/, " "];
    const start = Math.max(from, hits[0] - 12);
    return page.raw_content.split(between[0]).slice(start, Math.min(to, start + 30))
      .map((word, n) => (hits.includes(start + n) ? `<mark>${word}</mark>` : word)).join(between[1]);
  };

  const entry = (page) => {
    const item = document.createElement("li");
    const title = item.appendChild(document.createElement("p"));
    const link = title.appendChild(document.createElement("a"));
    const text = item.appendChild(document.createElement("p"));
    title.className = "title";
    title.dir = text.dir = "auto";
    link.href = form.dataset.root + page.raw_url.slice(1);
    link.textContent = page.meta.title;
    const found = place(page);
    text.append(...marked(found ? words(page, found) : page.excerpt));
    if (found) {
      const line = item.appendChild(document.createElement("p"));
      const onward = line.appendChild(document.createElement("a"));
      line.className = "onward";
      onward.href = `${link.href}#${found.id}`;
      onward.textContent = form.dataset.onward;
    }
    return item;
  };

  const show = async () => {
    const all = finds;
    const pages = await Promise.all(all.slice(shown, shown + AT_ONCE).map((find) => find.data()));
    if (all !== finds) return;
    pages.forEach((page) => {
      const group = groups.find((one) => page.raw_url.startsWith(`/${one.dataset.folder}`));
      group.querySelector("ol").append(entry(page));
      group.hidden = false;
    });
    shown += pages.length;
    more.parentElement.hidden = shown === all.length;
    told.textContent = told.dataset[shown === all.length ? "found" : "shown"]
      .replace("{n}", number.format(all.length))
      .replace("{all}", number.format(all.length))
      .replace("{shown}", number.format(shown));
  };

  const search = async () => {
    const query = box.value.trim();
    if (query === asked) return;
    asked = query;
    if (!query) { clear(""); return; }
    if (location.protocol === "file:") { clear(told.dataset.unserved); return; }
    form.ariaBusy = "true";
    try {
      index = index || (await import(engine)).createInstance({ noWorker: true });
      const { results } = await index.search(query);
      if (query !== asked) return;
      clear(results.length ? "" : told.dataset.nothing);
      finds = results;
      if (results.length) await show();
    } catch (error) {
      clear(told.dataset.failed);
    }
    if (query === asked) form.ariaBusy = "false";
  };

  const recall = () => {
    box.value = new URLSearchParams(location.search).get("q") || "";
    search();
  };
  const remember = (change) => {
    const query = box.value.trim();
    history[change](null, "", location.pathname + (query ? `?${new URLSearchParams({ q: query })}` : ""));
  };

  let pause;
  box.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => { remember("replaceState"); search(); }, 200);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    remember("pushState");
    search();
  });
  more.addEventListener("click", show);
  window.addEventListener("popstate", recall);
  recall();
})();
