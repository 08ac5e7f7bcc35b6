"""The judges of pages see a fault when there is one, on a page whose policy forbids foreign scripts."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from support.browser import accessibility_findings

GOOD = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>'
    b"<style>p{color-scheme:light dark;background:light-dark(#fff,#000)}</style></head>"
    b"<body><main><h1>A page</h1><p>Some words.</p></main></body></html>"
)
UNNAMED_PICTURE = GOOD.replace(b"<p>", b'<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">')
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
STRAY_END = GOOD.replace(b"</p>", b"</p></section>")


@pytest.fixture
def serve():
    pages = {}

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self):
            body = pages.get(self.path, b"")
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header(
                "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
            )
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def serve_one(path, body):
        pages[path] = body
        return f"http://127.0.0.1:{server.server_port}{path}"

    yield serve_one
    server.shutdown()
    server.server_close()


@pytest.mark.journey
@pytest.mark.parametrize(("body", "rules"), [(GOOD, []), (UNNAMED_PICTURE, ["image-alt"])])
def test_axe_sees_an_unnamed_picture_and_nothing_else(serve, page, body, rules):
    page.goto(serve("/", body))

    assert [finding.split()[0] for finding in accessibility_findings(page)] == rules


@pytest.mark.journey
def test_the_markup_checker_sees_a_stray_end_tag_and_nothing_else(markup):
    assert markup.findings(GOOD) == []
    assert markup.findings(STRAY_END) == ["1: Stray end tag “section”."]
