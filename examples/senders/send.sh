#!/usr/bin/env bash
# Plays a webhook sender with bash, openssl and curl: signs a file as one of five vendors does, posts its exact bytes,
# prints the answer. Exit codes: 0 accepted (2xx), 1 refused, 2 wrong usage, 3 unreachable.
#
#   send.sh [--print-headers] [--tamper] SCHEME URL BODY_FILE
#
# Environment: SECRET (and SECRET_2 for Nabla's second), API_KEY (insight-health), PUBLIC_URL (honeybee; default URL),
# KEY_ENCODING=hex|utf8 (zentact; default hex), TIMESTAMP (nabla, nabla-connect, suki; default now).
#
# Three rules keep a shell from changing what it signs: the body stays in its file, because a variable loses NUL bytes
# and newlines at the end; text goes through printf, because echo expands \n in some shells; and LC_ALL=C counts bytes.
# No secret reaches a command line, where every user could read it: `openssl dgst -hmac KEY` and `openssl mac -macopt`
# both put it there, so the HMAC of RFC 2104 is built here from two plain digests.
set -euo pipefail
shopt -s inherit_errexit 2>/dev/null || true # bash 4.4 and newer: a failure inside $( ) ends the script as well
export LC_ALL=C

readonly BLOCK_BYTES=64 # of SHA-1 and SHA-256 alike

fail() { # exit code, message
  printf 'send.sh: %s\n' "$2" >&2
  exit "$1"
}

to_hex() { od -An -v -tx1 | tr -d ' \n'; }

from_hex() { # hex text -> bytes
  local hex=$1 escaped='' i
  for ((i = 0; i < ${#hex}; i += 2)); do escaped+="\\x${hex:i:2}"; done
  # The format is made of \xNN alone.
  # shellcheck disable=SC2059
  printf "$escaped"
}

# HMAC of standard input, as bytes. Arguments: sha1 or sha256, key as hex.
hmac() {
  local digest=$1 key=$2 inner='' outer='' byte i
  if ((${#key} > 2 * BLOCK_BYTES)); then key=$(from_hex "$key" | openssl dgst "-$digest" -binary | to_hex); fi
  for ((i = 0; i < 2 * BLOCK_BYTES; i += 2)); do
    byte=${key:i:2}
    printf -v inner '%s%02x' "$inner" $((16#${byte:-00} ^ 0x36))
    printf -v outer '%s%02x' "$outer" $((16#${byte:-00} ^ 0x5c))
  done
  { from_hex "$inner" && cat; } | openssl dgst "-$digest" -binary |
    { from_hex "$outer" && cat; } | openssl dgst "-$digest" -binary
}

# Form escape, byte by byte: letters, digits and - . _ ~ stay, the space becomes +, the rest %XX. All bytes are first
# written as %XX, then those that stay are turned back; a literal % is %25 by then, so nothing is mistaken for it.
form_escape() {
  local script='s/ /%/g;s/%20/+/g;' code byte character
  for ((code = 0x21; code < 0x7f; code++)); do
    printf -v byte '%02X' "$code"
    # shellcheck disable=SC2059
    printf -v character "\\x$byte"
    case $character in [A-Za-z0-9._~-]) script+="s/%$byte/$character/g;" ;; esac
  done
  # Some seds end what they print with a newline.
  od -An -v -tx1 | tr -d '\n' | tr a-f A-F | sed "$script" | tr -d '\n'
}

key_of() { printf %s "$1" | to_hex; } # the secret's own bytes, as hex

nabla() { # prefix of the header names
  local stamp=${TIMESTAMP:-$(date -u +%Y-%m-%dT%H:%M:%SZ)} secret list=''
  for secret in "$SECRET" ${SECRET_2:+"$SECRET_2"}; do
    list+=${list:+,}$({ printf %s "$stamp" && cat "$body"; } | hmac sha256 "$(key_of "$secret")" | to_hex)
  done
  printf '%s-timestamp: %s\n%s-signature: %s\n' "$1" "$stamp" "$1" "$list"
}

suki() {
  local stamp=${TIMESTAMP:-$(date +%s)000}
  printf 'generated-at: %s\n' "$stamp"
  printf 'X-API-Key: %s\n' "$({ printf '%s:' "$stamp" && cat "$body"; } | hmac sha256 "$(key_of "$SECRET")" | to_hex)"
}

honeybee() {
  local key
  key=$(printf %s "$SECRET" | openssl dgst -sha256 -binary | to_hex) # its hex text is the key
  { printf 'POST%s' "${PUBLIC_URL:-$url}" && cat "$body"; } | form_escape |
    { hmac sha1 "$(key_of "$key")" && printf '\n'; } | openssl base64 -A
}

zentact() {
  local key=$SECRET
  if [[ $key_encoding == utf8 ]]; then key=$(key_of "$SECRET"); fi
  hmac sha256 "$key" <"$body" | openssl base64 -A
}

signed_headers() {
  case $scheme in
    insight-health)
      printf 'X-API-Key: %s\n' "$API_KEY"
      printf 'X-Webhook-Signature: sha256=%s\n' "$(hmac sha256 "$(key_of "$SECRET")" <"$body" | to_hex)"
      ;;
    nabla) nabla x-nabla-webhook ;;
    nabla-connect) nabla x-nabla-connect ;;
    suki) suki ;;
    honeybee) printf 'X-Honeybee-Signature: %s\n' "$(honeybee)" ;;
    honeybee-secret) printf 'X-Honeybee-Secret: %s\n' "$SECRET" ;;
    zentact) printf 'x-hmac-signature: %s\n' "$(zentact)" ;;
  esac
}

# The body with its last byte changed, in a file of its own.
tampered_body() {
  local size last
  size=$(($(wc -c <"$body")))
  ((size > 0)) || fail 2 '--tamper needs a body'
  last=$(tail -c 1 "$body" | to_hex)
  printf -v last '%02x' $((16#$last ^ 1))
  { head -c $((size - 1)) "$body" && from_hex "$last"; } >"$1"
}

is_printing=0 is_tampering=0
while [[ ${1:-} == --* ]]; do
  case $1 in
    --print-headers) is_printing=1 ;;
    --tamper) is_tampering=1 ;;
    *) fail 2 "no such option: $1" ;;
  esac
  shift
done
if (($# != 3)); then fail 2 'usage: send.sh [--print-headers] [--tamper] SCHEME URL BODY_FILE'; fi
readonly scheme=$1 url=$2 body=$3
[[ -r $body ]] || fail 2 "cannot read $body"
[[ -n ${SECRET:-} ]] || fail 2 'set SECRET'
readonly key_encoding=${KEY_ENCODING:-hex}
case $scheme in
  nabla | nabla-connect | suki | honeybee | honeybee-secret) ;;
  insight-health) [[ -n ${API_KEY:-} ]] || fail 2 'set API_KEY' ;;
  zentact)
    [[ $key_encoding == hex || $key_encoding == utf8 ]] || fail 2 'KEY_ENCODING is hex or utf8'
    [[ $key_encoding == utf8 || $SECRET =~ ^([0-9A-Fa-f]{2})+$ ]] ||
      fail 2 'SECRET is not hex; set KEY_ENCODING=utf8 if it is plain text'
    ;;
  *) fail 2 "no such scheme: $scheme" ;;
esac

headers=$(signed_headers)
if ((is_printing)); then
  printf '%s\n' "$headers"
  exit 0
fi

sent=$body
if ((is_tampering)); then
  sent=$(mktemp)
  trap 'rm -f "$sent"' EXIT
  tampered_body "$sent"
fi
# --data-binary sends the file as it is; -d would drop its newlines. Headers come by standard input, for their secrets.
answer=$(printf '%s\n' "$headers" | curl --disable --silent --show-error --max-time 30 \
  --header 'Content-Type: application/json' --header @- --data-binary "@$sent" \
  --write-out '\n%{http_code}' "$url") || exit 3
status=${answer##*$'\n'}
printf '%s %s\n' "$status" "${answer%$'\n'*}"
[[ $status == 2* ]]
