#!/usr/bin/env bash
# Sends a test webhook to a running dashboard and prints the answer. Exits non-zero when it is refused.
#   WEBHOOK_URL     where to; http://localhost:8000/webhooks/generic
#   WEBHOOK_SECRET  signs the payload when it is set
set -euo pipefail

url=${WEBHOOK_URL:-http://localhost:8000/webhooks/generic}
payload='{
  "workflow_name": "slack_notification",
  "inputs": {
    "event_type": "test",
    "message": "Test webhook from curl",
    "slack_channel": "#general"
  }
}'

headers=(-H 'Content-Type: application/json')
if [ -n "${WEBHOOK_SECRET:-}" ]; then
  signature=$(printf '%s' "$payload" | openssl dgst -sha256 -hmac "$WEBHOOK_SECRET" | sed 's/^.* //')
  headers+=(-H "X-Webhook-Signature: $signature")
fi

exec curl --silent --show-error --fail-with-body -X POST "$url" "${headers[@]}" --data-raw "$payload" -w '\n'
