"""Check the built site: every link and anchor on every page, in both languages, leads to something that was built.

    python docs/generate/check_links.py site

MkDocs checks the links between Markdown pages; this sees what it does not: HTML, pictures, the language switch,
links that generated pages and docstrings make. Links to other hosts are not followed: a build must not depend on them.
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

BASE = "/govtext/"  # the path of site_url, which the 404 page links from


class Page(HTMLParser):
    """The ids and the links of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take ids, names and what is linked or loaded."""
        for name, value in attrs:
            if name == "id" or (tag == "a" and name == "name"):
                self.ids.add(value or "")
            elif name in ("href", "src") and value:
                self.links.append(value)


def main(folder: str) -> int:
    """Print what is broken; exit 1 if anything is."""
    root = Path(folder).resolve()
    pages = {path: Page(path.read_text("utf-8")) for path in root.rglob("*.html")}
    broken = [
        f"{path.relative_to(root)}: {link}" for path, page in pages.items() for link in page.links
        if not leads(root, path, link, pages)
    ]  # fmt: skip
    print("\n".join(broken))
    print(f"{len(pages)} pages, {sum(len(p.links) for p in pages.values())} links, {len(broken)} broken")
    return min(len(broken), 1)


def leads(root: Path, page: Path, link: str, pages: dict[Path, Page]) -> bool:
    """Whether a link leads to a file of the site, and to an id on it."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or link.startswith("javascript:"):
        return True
    path = unquote(parts.path)
    if path.startswith("/"):
        target = root / path.removeprefix(BASE).lstrip("/")
    else:
        target = (page.parent / path).resolve() if path else page
    if target.is_dir():
        target /= "index.html"
    if not target.exists():
        return False
    anchor = unquote(parts.fragment)
    return not anchor or target not in pages or anchor in pages[target].ids or anchor.startswith("__")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
