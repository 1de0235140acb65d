#!/usr/bin/env bash
# Tests of a client, here smbclient, in a shell with curl and jq: a login, a refusal, a server in trouble.
set -euo pipefail

folder=$(mktemp -d)
${SERVER_COMMAND:-npx --yes smb2-auth-server} serve --port 0 --user alice:secret --share data \
  --control 0 --control-file "$folder/control.json" >"$folder/out" &
server=$!
trap 'kill "$server"; wait "$server" || true; rm -rf "$folder"' EXIT
until [ -e "$folder/control.json" ]; do kill -0 "$server"; sleep 0.05; done # It appears whole.

url=$(jq -r .url "$folder/control.json")
# The token stays out of the process list.
jq -r '"header = \"Authorization: Bearer \(.token)\"\nheader = \"Content-Type: application/json\""' \
  "$folder/control.json" >"$folder/curl.conf"
control() { curl --silent --show-error --fail-with-body --config "$folder/curl.conf" --request "$1" "$url$2" "${@:3}"; }

port=$(control GET /v1/server | jq .addresses.smb.port)
log_in() { smbclient //127.0.0.1/data --port "$port" --user "alice%$1" --command ls 2>&1; }
expect() { [ "$1" = "$2" ] && echo "ok: $3" || { echo "not ok: $3: $1, not $2" >&2; exit 1; }; }
reason() { control GET "/v1/attempts?user=alice&wait=10" | jq -er '.attempts[0].reason // error(.arrived)'; }

log_in secret >"$folder/listing"
expect "$(control GET "/v1/attempts?user=alice&wait=10" | jq -r '.attempts[0].verdict')" accepted 'a login'

control POST /v1/reset
shown=$(log_in wrong || true)
expect "$shown" 'session setup failed: NT_STATUS_LOGON_FAILURE' 'the message for a wrong password'
expect "$(reason)" wrong-password 'its reason'

control POST /v1/reset
control POST /v1/faults --data '{"preset": "noLogonServers", "when": {"user": "alice", "times": 1}}' >"$folder/fault"
shown=$(log_in secret || true)
expect "$shown" 'session setup failed: NT_STATUS_NO_LOGON_SERVERS' 'the message for a server in trouble'
expect "$(control GET /v1/faults/noLogonServers | jq .happened)" 1 'the fault happened once'
log_in secret >"$folder/listing" && echo 'ok: the next login'
