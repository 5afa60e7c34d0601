// Keeps open pages in step with the briefing. One stream of events serves all tabs, since each takes one of a browser's
// six connections: this file is also the script of the SharedWorker that holds it.
"use strict";
(() => {
  const listen = (hear) => {
    let source, later;
    const open = () => {
      source = new EventSource("/_briefing/events");
      for (const type of ["hello", "reload", "problems", "ok", "bye"])
        source.addEventListener(type, (event) => hear({ ...JSON.parse(event.data), type }));
      source.onerror = () => {
        if (source.readyState === EventSource.CLOSED) later = setTimeout(open, 2000);
      };
    };
    open();
    return () => { clearTimeout(later); source.close(); };
  };

  if (!self.document) {
    const tabs = new Set();
    let state;
    listen((message) => {
      state = { ...state, ...message, type: "hello" };
      for (const tab of tabs) tab.postMessage(message);
    });
    self.onconnect = ({ ports: [tab] }) => {
      tabs.add(tab);
      tab.onmessage = () => tabs.delete(tab);
      if (state) tab.postMessage(state);
    };
    return;
  }

  const { src, dataset: { server, page, generation } } = document.currentScript;
  const dismissed = "briefing-dismissed";
  let seen = Number(generation);
  let dialog;

  const path = ({ name }) => {
    try { return decodeURIComponent(new URL(name).pathname.slice(1)); } catch { return ""; }
  };
  const shows = (changed) => !changed || !page || changed.includes(page)
    || performance.getEntriesByType("resource").some((entry) => changed.includes(path(entry)));

  const add = (parent, name, properties) => parent.appendChild(Object.assign(document.createElement(name), properties));
  const overlay = (text) => {
    if (dialog) {
      dialog.onclose = null;
      dialog.close();
      dialog.getRootNode().host.remove();
      dialog = null;
    }
    if (!text) return;
    const root = add(document.body, "div", {}).attachShadow({ mode: "open" });
    add(root, "link", { rel: "stylesheet", href: "/_briefing/overlay.css" });
    dialog = add(root, "dialog", { onclose: () => sessionStorage.setItem(dismissed, text) });
    add(dialog, "h1", { id: "title", textContent: "Not published" });
    add(dialog, "p", { textContent: "The site stays as it was." });
    add(dialog, "pre", { id: "problems", textContent: text, tabIndex: 0 });
    add(dialog, "button", { textContent: "Dismiss (Esc)", autofocus: true, onclick: () => dialog.close() });
    for (const [name, value] of [["role", "alertdialog"], ["aria-labelledby", "title"], ["aria-describedby", "problems"]])
      dialog.setAttribute(name, value);
    dialog.showModal();
  };

  const on = {
    hello: (state) => {
      if (state.server !== server || state.generation > seen) location.reload();
      else overlay(state.problems === sessionStorage.getItem(dismissed) ? "" : state.problems);
    },
    reload: ({ generation, changed }) => {
      if (generation > seen + 1 || (generation > seen && shows(changed))) location.reload();
      seen = Math.max(seen, generation);
    },
    problems: ({ problems }) => overlay(problems),
    ok: () => overlay(""),
    bye: () => { document.title = `(preview stopped) ${document.title}`; },
  };
  const hear = (message) => on[message.type](message);

  const alone = () => {
    let stop;
    const follow = () => {
      stop?.();
      stop = document.hidden ? null : listen(hear);
    };
    document.addEventListener("visibilitychange", follow);
    follow();
  };

  if (!self.SharedWorker) return alone();
  const worker = new SharedWorker(`${src}?${server}`);
  worker.addEventListener("error", alone, { once: true });
  worker.port.onmessage = ({ data }) => hear(data);
  addEventListener("pagehide", () => worker.port.postMessage("gone"));
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
})();
