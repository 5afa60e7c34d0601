"""Settings of a small site: articles, a page for each tag, and two lists; the cache of readers on."""

SITENAME = "A briefing for measuring"
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
MARKDOWN = {"extension_configs": {"markdown.extensions.meta": {}}, "output_format": "html5"}
ARTICLE_PATHS = ["articles"]
STATIC_PATHS: list[str] = []
ARTICLE_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = "articles/{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = ARCHIVES_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "timeline", "figures"]
TIMELINE_SAVE_AS = "timeline/index.html"
FIGURES_SAVE_AS = "figures/index.html"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
