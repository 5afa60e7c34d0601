/* Narrows a list to the choices that are ticked, and keeps them in the address so that a view can be shared.
   Choices of one group add up, groups narrow one another. Without this script the list stands whole. */
(function () {
  "use strict";
  var form = document.querySelector(".filters");
  var list = document.querySelector("[data-filtered]");
  if (!form || !list) return;
  var boxes = Array.from(form.querySelectorAll("input[type=checkbox]"));
  var items = Array.from(list.querySelectorAll("[data-filters]")).map(function (element) {
    return { element: element, tokens: new Set(element.dataset.filters.split(" ")) };
  });
  var sections = Array.from(list.children);
  var output = form.querySelector("output");

  function chosen() {
    var groups = new Map();
    boxes.forEach(function (box) {
      if (box.checked) groups.set(box.name, (groups.get(box.name) || []).concat(box.value));
    });
    return Array.from(groups.values());
  }

  function show() {
    var groups = chosen();
    var shown = 0;
    items.forEach(function (item) {
      var fits = groups.every(function (tokens) {
        return tokens.some(function (token) { return item.tokens.has(token); });
      });
      item.element.hidden = !fits;
      if (fits) shown += 1;
    });
    sections.forEach(function (section) {
      section.hidden = !section.querySelector("[data-filters]:not([hidden])");
    });
    form.classList.toggle("active", groups.length > 0);
    output.textContent = groups.length
      ? output.dataset.words.replace("{shown}", shown).replace("{all}", items.length)
      : "";
  }

  function remember() {
    var query = new URLSearchParams();
    boxes.forEach(function (box) { if (box.checked) query.append("show", box.value); });
    var text = query.toString();
    history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
  }

  function recall() {
    var wanted = new Set(new URLSearchParams(location.search).getAll("show"));
    boxes.forEach(function (box) {
      box.checked = wanted.has(box.value);
      if (box.checked) box.closest("details").open = true;
    });
    show();
  }

  form.addEventListener("change", function () { show(); remember(); });
  form.addEventListener("reset", function () {
    boxes.forEach(function (box) { box.checked = false; });
    show();
    remember();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("popstate", recall);
  recall();
})();
