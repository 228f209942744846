"""A receiver of Nabla's webhooks, written from Nabla's page alone with Python's standard library.

usage: nabla-consumer.py SECRET_FILE

Prints its port, then one line of JSON for each request. The file is read for each request, so that the
receiver can change its secret at any moment.
"""

import datetime
import hashlib
import hmac
import http.server
import json
import sys

MAX_AGE_SECONDS = 60

processed_ids = set()


def verdict(headers, body):
    timestamp = headers.get("X-Nabla-Webhook-Timestamp")
    signatures = headers.get("X-Nabla-Webhook-Signature")
    if timestamp is None or signatures is None:
        return 401, "missing header"
    sent_at = datetime.datetime.fromisoformat(timestamp.replace("Z", "+00:00"))
    age = datetime.datetime.now(datetime.timezone.utc) - sent_at
    if abs(age.total_seconds()) > MAX_AGE_SECONDS:
        return 401, "too old"
    with open(sys.argv[1], "rb") as file:
        secret = file.read()
    expected = hmac.new(secret, timestamp.encode("ascii") + body, hashlib.sha256).hexdigest()
    if not any(hmac.compare_digest(expected, one.strip()) for one in signatures.split(",")):
        return 401, "wrong signature"
    event = json.loads(body)
    if event["id"] in processed_ids:
        return 200, "already processed"
    processed_ids.add(event["id"])
    return 200, "processed " + event["type"]


class Consumer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status, conclusion = verdict(self.headers, body)
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()
        print(json.dumps({"status": status, "conclusion": conclusion}), flush=True)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Consumer)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
