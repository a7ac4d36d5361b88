"""The network's edge: bytes in, articles and feed health out.

- `poll` is one poll, whole: `schedule` says when and what is asked, `fetch` asks, `outcome` is what came of it.
- Under `fetch`: `transport` (a connection a host), `guard` (no private addresses), `proxies`, `decode` (no bombs).
- In the worker: `parse` makes articles of a feed, with `jsonfeed`, `dates`, `identity` (which entry is which) and
  `discovery` (the feeds a page names); `raw` and `parsed` are its values; `page` takes the text from an article's page.
- `heard` knows what the feeds have told, `pages` asks for article pages, by `robots`.
- From files: `entries` (texts, pages, .jsonl), `opml` (lists of feeds), `recording` (what was sent, played again).
"""
