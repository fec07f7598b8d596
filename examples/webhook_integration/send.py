#!/usr/bin/env python3
"""Sends a signed webhook with nothing but the standard library.

WEBHOOK_URL is where to (http://localhost:8000/webhooks/generic); with WEBHOOK_SECRET the exact bytes that are sent are signed.
"""
import argparse
import hashlib
import hmac
import json
import os
import sys
import urllib.error
import urllib.request

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--workflow", default="slack_notification")
parser.add_argument("--message", default="Test webhook from Python")
parser.add_argument("--id", help="the delivery's own id: sent twice, it starts one run")
options = parser.parse_args()

payload = {
    "workflow_name": options.workflow,
    "inputs": {"event_type": "test", "message": options.message, "slack_channel": "#general"},
}
if options.id:
    payload["webhook_id"] = options.id
body = json.dumps(payload).encode()

headers = {"Content-Type": "application/json"}
secret = os.environ.get("WEBHOOK_SECRET")
if secret:
    headers["X-Webhook-Signature"] = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()

url = os.environ.get("WEBHOOK_URL", "http://localhost:8000/webhooks/generic")
try:
    with urllib.request.urlopen(urllib.request.Request(url, data=body, headers=headers)) as answer:
        print(answer.read().decode())
except urllib.error.HTTPError as refused:
    sys.exit(f"{refused.code}: {refused.read().decode()}")
except urllib.error.URLError as unreachable:
    sys.exit(f"{url} does not answer: {unreachable.reason}")
