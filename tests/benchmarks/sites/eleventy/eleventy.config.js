// A tag for each event and figure would make Eleventy go through all pages once for each of them.
const grouped = (articles, rows, key) =>
  articles.reduce((groups, article) => {
    for (const slug of new Set(article.data[rows].map((row) => row[key]))) (groups[slug] ??= []).push(article);
    return groups;
  }, {});

export default function (config) {
  config.addCollection("byEvent", (api) => grouped(api.getFilteredByTag("articles"), "reports", "event"));
  config.addCollection("byFigure", (api) => grouped(api.getFilteredByTag("articles"), "claims", "figure"));
  config.addCollection("timeline", (api) =>
    api
      .getFilteredByTag("articles")
      .flatMap((article) => article.data.reports.map((report) => ({ ...report, article })))
      .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
  );
  config.addFilter("day", (date) =>
    date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }),
  );
  return {
    dir: { input: "content", includes: "../_includes", output: "_site" },
    // Markdown as it is: running each text through a template engine first would only cost time.
    markdownTemplateEngine: false,
  };
}
