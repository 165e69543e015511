#!/usr/bin/env python3
"""Serves a folder of static files to this machine's browser. Python's standard library only.

    serve.py [--port N] [--bind ADDRESS] [--verbose] FOLDER

What a request may count on:
  * a file's compressed siblings (name.br, name.gz) are sent to a browser that accepts them;
  * every answer may be kept and must be asked for again (`no-cache`), which costs a 304 when nothing changed:
    the ETag is the content's hash, another one for each encoding;
  * nothing outside the folder is ever sent, whatever the path or a symbolic link says.
"""

import argparse
import errno
import hashlib
import http.server
import os
import socket
import sys
import threading
import urllib.parse
from http import HTTPStatus

CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".wasm": "application/wasm",
    ".ttf": "font/ttf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
}
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))  # The smaller first: it wins when the browser likes both alike.
IDLE_SECONDS = 60


def accepted_encodings(header):
    """{coding: weight} of an Accept-Encoding header. A weight that is no number counts as 0, as refused."""
    weights = {}
    for item in (header or "").split(","):
        coding, *parameters = (part.strip().lower() for part in item.split(";"))
        if not coding:
            continue
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    weight = float(value)
                except ValueError:
                    weight = 0.0
        weights["gzip" if coding == "x-gzip" else coding] = weight
    return weights


def encodings_by_preference(header):
    """The encodings to try, best first; None stands for the plain file."""
    weights = accepted_encodings(header)
    everything_else = weights.get("*", 0.0)
    liked = []
    for order, (coding, suffix) in enumerate(ENCODINGS):
        weight = weights.get(coding, everything_else)
        if weight > 0:
            liked.append((-weight, order, coding, suffix))
    plain_weight = weights.get("identity")
    if plain_weight:  # Named: it competes. Otherwise it is what remains.
        liked.append((-plain_weight, len(ENCODINGS), None, ""))
    ranked = [(coding, suffix) for _, _, coding, suffix in sorted(liked, key=lambda entry: entry[:2])]
    return ranked if (None, "") in ranked else [*ranked, (None, "")]


def matches(if_none_match, etag):
    """Whether an If-None-Match header names this ETag."""
    tags = [tag.strip().removeprefix("W/") for tag in (if_none_match or "").split(",")]
    return etag in tags or tags == ["*"]


def path_of_target(target):
    """The path of a request's target, which may be a whole address; still percent-encoded."""
    if not target.startswith("/"):
        target = urllib.parse.urlsplit(target).path
    return target.partition("#")[0].partition("?")[0]


class Files:
    """The one folder that is served. Safe to use from several threads."""

    def __init__(self, folder):
        self.root = os.path.realpath(folder)
        self._hashes = {}
        self._lock = threading.Lock()

    def locate(self, url_path):
        """The real path that an URL's path means, or None when it means nothing inside the folder."""
        try:
            path = urllib.parse.unquote(url_path, errors="strict")
        except UnicodeDecodeError:
            return None
        if not path.startswith("/") or "\0" in path or "\\" in path:
            return None
        parts = path[1:].split("/")
        if any(part in (".", "..") for part in parts) or any(part == "" for part in parts[:-1]):
            return None
        real = os.path.realpath(os.path.join(self.root, *parts))
        return real if self._inside(real) else None

    def _inside(self, real):
        return real == self.root or real.startswith(self.root.rstrip(os.sep) + os.sep)

    def read(self, real):
        """(bytes, hash) of a regular file inside the folder, or None."""
        if not self._inside(os.path.realpath(real)):
            return None
        try:
            if not os.path.isfile(real):  # Asked before opening: opening a pipe would wait for ever.
                return None
            with open(real, "rb") as file:
                status = os.fstat(file.fileno())
                data = file.read()
        except OSError:
            return None
        version = (status.st_mtime_ns, status.st_size, status.st_ino)
        with self._lock:
            known = self._hashes.get(real)
        if known is None or known[0] != version:
            known = (version, hashlib.sha256(data).hexdigest()[:32])
            with self._lock:
                self._hashes[real] = known
        return data, known[1]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Perennial"
    sys_version = ""
    timeout = IDLE_SECONDS
    files = None
    verbose = False

    def do_GET(self):
        self._answer()

    do_HEAD = do_GET

    def __getattr__(self, name):
        if name.startswith("do_"):
            return self._refuse_method
        raise AttributeError(name)

    def _refuse_method(self):
        self.close_connection = True  # A body that we have not read may follow.
        self._sentence(HTTPStatus.METHOD_NOT_ALLOWED, "Files can only be read here: GET and HEAD.", {"Allow": "GET, HEAD"})

    def _answer(self):
        url_path = path_of_target(self.path)
        real = self.files.locate(url_path)
        if real is not None and os.path.isdir(real):
            if not url_path.endswith("/"):
                self._sentence(HTTPStatus.MOVED_PERMANENTLY, "The folder's address ends with a slash.",
                               {"Location": urllib.parse.quote(urllib.parse.unquote(url_path)) + "/"})
                return
            real = os.path.join(real, "index.html")
        elif url_path.endswith("/"):
            real = None
        if real is None or not self._send_file(real):
            self._sentence(HTTPStatus.NOT_FOUND, "There is no such file here.")

    def _send_file(self, real):
        has_siblings = any(os.path.isfile(real + suffix) for _, suffix in ENCODINGS)
        for coding, suffix in encodings_by_preference(self.headers.get("Accept-Encoding")):
            found = self.files.read(real + suffix)
            if found is None or (suffix and not os.path.isfile(real)):
                continue
            data, content_hash = found
            etag = f'"{content_hash}"'
            headers = {"ETag": etag, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
            if has_siblings:
                headers["Vary"] = "Accept-Encoding"
            if matches(self.headers.get("If-None-Match"), etag):
                self._send(HTTPStatus.NOT_MODIFIED, headers, None)
                return True
            extension = os.path.splitext(real)[1].lower()
            headers["Content-Type"] = CONTENT_TYPES.get(extension, "application/octet-stream")
            if coding:
                headers["Content-Encoding"] = coding
            self._send(HTTPStatus.OK, headers, data)
            return True
        return False

    def _sentence(self, status, sentence, headers=None):
        self._send(status, {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-cache", **(headers or {})},
                   (sentence + "\n").encode())

    def _send(self, status, headers, body):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if body is not None and self.command != "HEAD":
            self.wfile.write(body)

    def send_error(self, code, message=None, explain=None):
        """What the base class calls for a request that it cannot read."""
        self.close_connection = True
        self.request_version = self.protocol_version  # It may be unknown; the answer has a status line all the same.
        self._sentence(HTTPStatus(code), "The request could not be understood." if code < 500 else "The request is not supported.")

    def log_message(self, format, *args):
        if self.verbose:
            super().log_message(format, *args)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):  # A browser that went away is no news.
            super().handle_error(request, client_address)


def make_server(folder, bind="127.0.0.1", port=0, verbose=False):
    """A server that is listening already. Port 0 takes any free one."""
    handler = type("FolderHandler", (Handler,), {"files": Files(folder), "verbose": verbose})
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    return type("FolderServer", (Server,), {"address_family": family})((bind, port), handler)


def port_number(text):
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port: give a number from 0 to 65535")
    return int(text)


def sentence_for(error, bind, port):
    """Why the server could not start, and what to do."""
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {bind} is in use by another program. Stop that, or choose another with --port N."
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights than you have. Choose one from 1024 up with --port N."
    return f"Cannot serve at {bind}, port {port}: {error.strerror or error}. Check --bind and --port."


def main():
    parser = argparse.ArgumentParser(description="Serves a folder of static files to this machine's browser.")
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("--port", type=port_number, default=8080, metavar="N", help="default 8080; 0 takes any free port")
    parser.add_argument("--bind", default="127.0.0.1", metavar="ADDRESS", help="default 127.0.0.1: this machine only")
    parser.add_argument("--verbose", action="store_true", help="print a line for every request")
    arguments = parser.parse_args()

    if not os.path.isdir(arguments.folder):
        sys.exit(f"serve.py: there is no folder {arguments.folder}. Build it first: ./run")
    try:
        server = make_server(arguments.folder, arguments.bind, arguments.port, arguments.verbose)
    except OSError as error:
        sys.exit(f"serve.py: {sentence_for(error, arguments.bind, arguments.port)}")
    host = "localhost" if arguments.bind in ("127.0.0.1", "0.0.0.0") else arguments.bind
    host = f"[{host}]" if ":" in host else host
    print(f"Perennial is at http://{host}:{server.server_port}/   (Ctrl+C stops it)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        server.server_close()


if __name__ == "__main__":
    main()
