/* Makes choices of the links, and narrows the page's lists to what is ticked. Choices of one group add up, groups narrow one another; they stay in the
   address, so that a view can be shared and the way back leads to the last one. Paper has the whole list. */
(() => {
  "use strict";
  const form = document.querySelector(".filters");
  const boxes = Array.from(form.querySelectorAll("[data-value]"), (item) => {
    const words = item.querySelector("bdi");
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), {
      type: "checkbox", name: item.parentElement.dataset.group, value: item.dataset.value,
    });
    (item.querySelector("a") || words).replaceWith(label);
    label.append(box, words);
    return box;
  });
  const told = form.querySelector("output");
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const entries = Array.from(document.querySelectorAll("[data-filters]"), (element) => ({
    element, tokens: new Set(element.dataset.filters.split(" ")),
  }));
  const sections = new Set(entries.map(({ element }) => element.closest("section")).filter(Boolean));

  const hide = (element, isOut) => element?.classList.toggle("out", isOut);

  const show = () => {
    const groups = new Map();
    boxes.filter((box) => box.checked).forEach((box) =>
      groups.set(box.name, [...(groups.get(box.name) || []), `${box.name}:${box.value}`]));
    const fits = ({ tokens }) => [...groups.values()].every((group) => group.some((token) => tokens.has(token)));
    entries.forEach((entry) => hide(entry.element, !fits(entry)));
    sections.forEach((section) => {
      const isOut = !section.querySelector("[data-filters]:not(.out)");
      hide(section, isOut);
      hide(document.querySelector(`.contents a[href="#${section.getAttribute("aria-labelledby")}"]`)?.closest("li"), isOut);
    });
    form.classList.toggle("active", groups.size > 0);
    told.textContent = groups.size
      ? told.dataset.words
        .replace("{shown}", number.format(entries.filter(fits).length))
        .replace("{all}", number.format(entries.length))
      : "";
  };

  const remember = () => {
    const query = new URLSearchParams();
    boxes.filter((box) => box.checked).forEach((box) => query.append(box.name, box.value));
    history.pushState(null, "", location.pathname + (query.size ? `?${query}` : ""));
  };

  const recall = () => {
    const query = new URLSearchParams(location.search);
    boxes.forEach((box) => {
      box.checked = query.getAll(box.name).includes(box.value);
      if (box.checked) box.closest("details").open = true;
    });
    show();
  };

  form.addEventListener("change", () => { show(); remember(); });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    boxes.forEach((box) => { box.checked = false; });
    show();
    remember();
    form.querySelector("summary").focus();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("popstate", recall);
  recall();
})();
