"""serve.py: types, compressed siblings, ETags, methods, and that nothing outside its folder is ever sent."""

import gzip
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

import serve

SCRIPT = Path(serve.__file__)


class ServeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.base = Path(tempfile.mkdtemp())
        cls.root = cls.base / "dist"
        (cls.root / "sub" / "deep").mkdir(parents=True)
        (cls.base / "secret.txt").write_text("secret")
        (cls.base / "dist-other").mkdir()
        (cls.base / "dist-other" / "secret.txt").write_text("secret")
        for name in ("index.html", "perennial.wasm", "perennial.mjs", "a.json", "a.ttf", "a.svg", "a.webmanifest",
                     "a.css", "a.unknown", "sub/index.html", "with space é.txt"):
            (cls.root / name).write_text(f"content of {name}")
        for suffix, content in ((".br", b"brotli bytes"), (".gz", gzip.compress(b"content of perennial.wasm"))):
            (cls.root / f"perennial.wasm{suffix}").write_bytes(content)
        (cls.root / "inside.txt").symlink_to(cls.root / "a.css")
        (cls.root / "outside.txt").symlink_to(cls.base / "secret.txt")
        (cls.root / "outside").symlink_to(cls.base)
        (cls.root / "a.css.br").symlink_to(cls.base / "secret.txt")
        os.mkfifo(cls.root / "pipe")
        cls.server = serve.make_server(cls.root)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()
        shutil.rmtree(cls.base)

    def ask(self, path, method="GET", **headers):
        """(status, headers, body); the path goes out as it stands."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=10)
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, response.headers, body

    def test_each_kind_of_file_has_its_content_type(self):
        for name, expected in (("index.html", "text/html; charset=utf-8"), ("perennial.wasm", "application/wasm"),
                               ("perennial.mjs", "text/javascript; charset=utf-8"), ("a.json", "application/json; charset=utf-8"),
                               ("a.ttf", "font/ttf"), ("a.svg", "image/svg+xml"), ("a.css", "text/css; charset=utf-8"),
                               ("a.webmanifest", "application/manifest+json; charset=utf-8"),
                               ("a.unknown", "application/octet-stream")):
            with self.subTest(name):
                status, headers, body = self.ask(f"/{name}")
                self.assertEqual((status, headers["Content-Type"]), (200, expected))
                self.assertEqual(body, f"content of {name}".encode())
                self.assertEqual(headers["Cache-Control"], "no-cache")

    def test_a_folder_means_its_index_and_its_address_ends_with_a_slash(self):
        self.assertEqual(self.ask("/")[2], b"content of index.html")
        self.assertEqual(self.ask("/?query=1")[2], b"content of index.html")
        self.assertEqual(self.ask("/sub/")[2], b"content of sub/index.html")
        status, headers, _ = self.ask("/sub")
        self.assertEqual((status, headers["Location"]), (301, "/sub/"))
        self.assertEqual(self.ask("/sub/deep/")[0], 404)
        self.assertEqual(self.ask("/index.html/")[0], 404)

    def test_names_are_decoded_once(self):
        self.assertEqual(self.ask("/with%20space%20%C3%A9.txt")[2], "content of with space é.txt".encode())
        self.assertEqual(self.ask("/index%2ehtml")[2], b"content of index.html")
        self.assertEqual(self.ask("/index%252ehtml")[0], 404)
        self.assertEqual(self.ask("/%C3.txt")[0], 404)

    def test_nothing_outside_the_folder_is_sent(self):
        for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/sub/../../secret.txt", "/sub/%2e./%2e./secret.txt",
                     "/../dist-other/secret.txt", "/..\\secret.txt", "/%5c..%5csecret.txt", "/outside.txt", "/outside/secret.txt",
                     "//secret.txt", f"/{self.base}/secret.txt", f"/%2f{self.base}/secret.txt", "/secret.txt%00.html", "/a.css%00",
                     "/pipe", "/.", "/..", "/%2e%2e", "/sub//index.html"):
            with self.subTest(path):
                status, _, body = self.ask(path)
                self.assertEqual(status, 404)
                self.assertNotIn(b"secret", body)

    def test_a_link_that_stays_inside_is_followed_and_a_sibling_that_leaves_is_not(self):
        self.assertEqual(self.ask("/inside.txt")[2], b"content of a.css")
        status, headers, body = self.ask("/a.css", Accept_Encoding="br")
        self.assertEqual((status, headers["Content-Encoding"], body), (200, None, b"content of a.css"))

    def test_the_sibling_that_the_browser_likes_best_is_sent(self):
        for accept, expected in (
                (None, None), ("", None), ("identity", None), ("deflate", None),
                ("br", "br"), ("gzip", "gzip"), ("x-gzip", "gzip"), ("GZIP", "gzip"), ("gzip, deflate, br, zstd", "br"),
                ("br;q=0.1, gzip;q=0.9", "gzip"), ("br;q=0, gzip", "gzip"), ("br;q=0, gzip;q=0", None),
                ("br ; q=0.5 , gzip ; q=0.5", "br"), ("*", "br"), ("*;q=0", None), ("br;q=0, *", "gzip"),
                ("gzip;q=0.2, identity;q=0.9", None), ("br;q=nonsense, gzip", "gzip")):
            with self.subTest(accept):
                headers = {} if accept is None else {"Accept_Encoding": accept}
                status, answer, body = self.ask("/perennial.wasm", **headers)
                self.assertEqual((status, answer["Content-Encoding"]), (200, expected))
                self.assertEqual(answer["Vary"], "Accept-Encoding")
                self.assertEqual(answer["Content-Type"], "application/wasm")
                self.assertEqual(int(answer["Content-Length"]), len(body))
                if expected == "gzip":
                    self.assertEqual(gzip.decompress(body), b"content of perennial.wasm")

    def test_an_etag_is_strong_differs_by_encoding_and_answers_304(self):
        plain = self.ask("/perennial.wasm")[1]["ETag"]
        packed = self.ask("/perennial.wasm", Accept_Encoding="br")[1]["ETag"]
        self.assertRegex(plain, r'^"[0-9a-f]{32}"$')
        self.assertNotEqual(plain, packed)
        for header in (plain, f"W/{plain}", f'"other", {plain}', "*"):
            with self.subTest(header):
                status, headers, body = self.ask("/perennial.wasm", If_None_Match=header)
                self.assertEqual((status, headers["ETag"], body), (304, plain, b""))
                self.assertEqual((headers["Vary"], headers["Cache-Control"]), ("Accept-Encoding", "no-cache"))
        self.assertEqual(self.ask("/perennial.wasm", If_None_Match=packed)[0], 200)

    def test_an_etag_changes_with_the_content(self):
        path = self.root / "changing.txt"
        path.write_text("one")
        before = self.ask("/changing.txt")[1]["ETag"]
        path.write_text("two")
        status, headers, body = self.ask("/changing.txt", If_None_Match=before)
        self.assertEqual((status, body), (200, b"two"))
        self.assertNotEqual(headers["ETag"], before)

    def test_head_is_get_without_the_body(self):
        status, headers, body = self.ask("/index.html", "HEAD")
        self.assertEqual((status, body), (200, b""))
        self.assertEqual(int(headers["Content-Length"]), len("content of index.html"))
        self.assertEqual(self.ask("/none.html", "HEAD")[0], 404)

    def test_other_methods_are_refused(self):
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "BREW"):
            with self.subTest(method):
                status, headers, _ = self.ask("/index.html", method)
                self.assertEqual((status, headers["Allow"]), (405, "GET, HEAD"))

    def test_a_missing_file_is_a_sentence(self):
        status, headers, body = self.ask("/none.html")
        self.assertEqual((status, headers["Content-Type"]), (404, "text/plain; charset=utf-8"))
        self.assertEqual(body, b"There is no such file here.\n")

    def test_one_connection_serves_many_requests(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=10)
        for name in ("index.html", "none.html", "a.css"):
            connection.request("GET", f"/{name}")
            connection.getresponse().read()
            self.assertIsNotNone(connection.sock)
        connection.close()

    def test_a_waiting_browser_does_not_hold_up_another(self):
        with socket.create_connection(("127.0.0.1", self.server.server_port)):
            self.assertEqual(self.ask("/index.html")[0], 200)

    def test_a_request_that_is_no_request_is_refused(self):
        with socket.create_connection(("127.0.0.1", self.server.server_port), timeout=10) as raw:
            raw.sendall(b"what is this even supposed to be\r\n\r\n")
            self.assertIn(b" 400 ", raw.recv(4096).split(b"\r\n")[0] + b" ")


class CommandLineTest(unittest.TestCase):
    def run_script(self, *arguments):
        return subprocess.run([sys.executable, SCRIPT, *map(str, arguments)], capture_output=True, text=True, timeout=20)

    def test_a_busy_port_is_named_with_the_switch_that_helps(self):
        with socket.socket() as taken, tempfile.TemporaryDirectory() as folder:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            finished = self.run_script("--port", port, folder)
        self.assertEqual(finished.returncode, 1)
        self.assertIn(f"Port {port} on 127.0.0.1 is in use", finished.stderr)
        self.assertIn("--port", finished.stderr)
        self.assertEqual(finished.stdout, "")

    def test_a_folder_or_port_that_cannot_be_is_a_sentence(self):
        with tempfile.TemporaryDirectory() as folder:
            missing = self.run_script(f"{folder}/none")
            self.assertEqual((missing.returncode, missing.stdout), (1, ""))
            self.assertIn("there is no folder", missing.stderr)
            for port in ("eighty", "70000", "-1"):
                self.assertIn("is not a port", self.run_script(f"--port={port}", folder).stderr)

    def test_it_prints_its_address_once_it_listens(self):
        with tempfile.TemporaryDirectory() as folder:
            process = subprocess.Popen([sys.executable, SCRIPT, "--port", "0", folder], stdout=subprocess.PIPE, text=True)
            try:
                line = process.stdout.readline()
                port = int(line.split("http://localhost:")[1].split("/")[0])
                socket.create_connection(("127.0.0.1", port), timeout=10).close()
            finally:
                process.terminate()
                process.wait()
                process.stdout.close()


if __name__ == "__main__":
    unittest.main()
