export interface AttemptResult {
  readonly meaning: string;
  /** False where trying again cannot help; the delivery is then a dead letter at once. */
  readonly isRetried: boolean;
  /** What it tells about the endpoint: an endpoint that fails many times in a row is left alone for a while. */
  readonly tells: "works" | "fails" | "nothing";
  readonly remedy: string;
}

/**
 * Every way an attempt can end. The code is what attempts, logs and metrics show; nothing of a response or of a network
 * error's message goes there. Codes never change meaning.
 */
export const attemptResults = {
  delivered: {
    meaning: "The receiver answered 2xx and its answer was complete, or larger than we read.",
    isRetried: false,
    tells: "works",
    remedy: "Nothing to do.",
  },
  http_status: {
    meaning: "The receiver answered with a status that is neither 2xx nor one of those below.",
    isRetried: true,
    tells: "fails",
    remedy: "Look at the status and the kept start of the response, then at the receiver's own log.",
  },
  credentials_refused: {
    meaning: "The receiver answered 401 or 403: it does not accept the signature or the API key.",
    isRetried: true,
    tells: "fails",
    remedy:
      "Compare the endpoint's secret, scheme and API key with the receiver's. During a rotation the next try signs with the next key.",
  },
  gone: {
    meaning: "The receiver answered 410: it wants no more deliveries. The endpoint is disabled.",
    isRetried: false,
    tells: "nothing",
    remedy:
      "If that was a mistake, change the endpoint's entry to enable it again and retry its dead letters.",
  },
  redirect_refused: {
    meaning: "The receiver answered 3xx. Redirects are never followed: the target was not checked.",
    isRetried: true,
    tells: "fails",
    remedy: "Configure the final URL.",
  },
  response_malformed: {
    meaning: "The answer was not valid HTTP/1.1, ended early, or its head was too large.",
    isRetried: true,
    tells: "fails",
    remedy: "Check the receiver and every proxy before it with another HTTP client.",
  },
  timeout_connect: {
    meaning: "No connection within the endpoint's connect timeout, name lookup and TLS handshake included.",
    isRetried: true,
    tells: "fails",
    remedy:
      "Check that the receiver is up and that no firewall drops packets; raise connectTimeoutMs if it is only far away.",
  },
  timeout_attempt: {
    meaning: "No complete answer within the endpoint's attempt timeout.",
    isRetried: true,
    tells: "fails",
    remedy:
      "Let the receiver store the event and answer first, and work afterwards; or raise attemptTimeoutMs.",
  },
  connection_refused: {
    meaning: "The host refused the connection.",
    isRetried: true,
    tells: "fails",
    remedy: "Check that the receiver listens on this port.",
  },
  connection_reset: {
    meaning: "The connection closed before a complete answer.",
    isRetried: true,
    tells: "fails",
    remedy: "Check the receiver for crashes and proxies for limits on body size or time.",
  },
  host_unreachable: {
    meaning: "There is no route to the host.",
    isRetried: true,
    tells: "fails",
    remedy: "Check routing and firewalls between the gateway and the receiver.",
  },
  resources_exhausted: {
    meaning: "The gateway's machine had no free socket, port or memory for the connection.",
    isRetried: true,
    tells: "nothing",
    remedy: "Raise the limit of open files (ulimit -n) or lower the concurrency of endpoints.",
  },
  dns_failed: {
    meaning: "The host name has no address, or looking it up failed.",
    isRetried: true,
    tells: "fails",
    remedy: "Check the host name in the endpoint's URL and the gateway's name servers.",
  },
  tls_failed: {
    meaning:
      "The TLS handshake failed: below TLS 1.2, an untrusted or expired certificate, or another name in it.",
    isRetried: true,
    tells: "fails",
    remedy:
      "Check the receiver's certificate chain, its names and dates, and that it offers TLS 1.2 or later.",
  },
  address_refused: {
    meaning:
      "The host has no address that may be connected to: private, loopback, link-local and other special addresses are refused.",
    isRetried: true,
    tells: "fails",
    remedy: "Give the receiver a public address. In development only: --allow-insecure-endpoints.",
  },
  signing_failed: {
    meaning: "The request could not be signed, for instance because no key is live now.",
    isRetried: true,
    tells: "fails",
    remedy: "Check the endpoint's secrets and their notBefore and notAfter.",
  },
  payload_unreadable: {
    meaning: "The stored payload does not open: it was damaged, or sealed under a key that is gone.",
    isRetried: false,
    tells: "nothing",
    remedy: "Restore the database from a backup; nothing was sent.",
  },
  endpoint_misconfigured: {
    meaning: "The endpoint's stored configuration cannot be used: its URL, scheme, keys or headers.",
    isRetried: true,
    tells: "fails",
    remedy:
      "Look at the log line endpoint_unusable and mend the endpoint's entry; waiting deliveries then go out.",
  },
  interrupted: {
    meaning: "The gateway stopped while the attempt was under way. The receiver may have seen it.",
    isRetried: true,
    tells: "nothing",
    remedy: "Nothing to do: it is tried again.",
  },
  unexpected_error: {
    meaning: "The attempt ended in an error that this table does not know.",
    isRetried: true,
    tells: "nothing",
    remedy: "Report it with the log line attempt_failed_unexpectedly.",
  },
} as const satisfies Readonly<Record<string, AttemptResult>>;

export type AttemptResultCode = keyof typeof attemptResults;
