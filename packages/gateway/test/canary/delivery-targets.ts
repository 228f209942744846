import type { AttemptResultCode } from "../../src/deliver/attempt-results.ts";
import { answerWith, openRawReceiver } from "../deliver/support/raw-receiver.ts";
import { closedPort } from "../support/closed-port.ts";
import { hostileAnswers } from "./hostile-answers.ts";
import { openHostileReceiver } from "./hostile-receiver.ts";
import { markedEndpoint } from "./marked-world.ts";
import type { Markers } from "./markers.ts";

/**
 * For ever, in a test: what is retried at these pauses still waits when the gateway stops, on a busy machine too. What is
 * under way then is leased until this timeout and 15 s are over.
 */
const ENDLESS_RETRIES = {
  retryScheduleMs: Array.from({ length: 50 }, () => 3000),
  attemptTimeoutMs: 1000,
  circuit: { failures: 0 },
};
/** Linux refuses a TCP connection to the broadcast address of loopback by itself; nothing leaves the machine. */
const UNREACHABLE = "127.255.255.255";
/** Longer than DNS allows (63), so that no name server is asked. */
const IMPOSSIBLE_NAME = `${"n".repeat(64)}.invalid`;
const FAR_FUTURE = "2999-01-01T00:00:00Z";
/** Longer than the gateway may take to stop. */
const LONGER_THAN_A_STOP_MS = 60_000;

/** As the scheme of these endpoints writes it. */
const SIGNATURE = /^webhook-signature: v1,([A-Za-z0-9+/=]+)/gim;

export interface DeliveryTargets extends AsyncDisposable {
  /** Endpoints of the configuration file, one for each way in which an attempt can end. */
  readonly endpoints: readonly object[];
  /** How attempts end while the gateway runs with `--allow-insecure-endpoints`. */
  readonly resultsWhileInsecure: readonly AttemptResultCode[];
  /** How they end once it runs without. */
  readonly resultsWhileSecure: readonly AttemptResultCode[];
  /** The signatures of all deliveries that came. */
  signatures(): readonly string[];
  /** How many deliveries have come to the endpoint of this name. */
  countOf(name: string): number;
}

/** Receivers on loopback that treat deliveries badly in every way. All that they say is marked. */
export async function openDeliveryTargets(markers: Markers): Promise<DeliveryTargets> {
  const answers = hostileAnswers(markers);
  const hostile = await openHostileReceiver(answers);
  const plaintext = `HTTP/1.1 400 Bad\r\nx: ${markers.text("answer to a TLS handshake")}\r\n\r\n`;
  const notTls = await openRawReceiver(answerWith(plaintext));
  const query = markers.text("endpoint query");
  const target = (name: string, url: string, given: object = {}): object =>
    markedEndpoint(markers, name.replaceAll("_", "-"), { url, sources: ["nabla"], ...given });
  const tlsUrl = (port: number): string => `https://127.0.0.1:${port}/hook?token=${query}`;

  const answered = Object.keys(answers).map((name) =>
    target(name, hostile.urlOf(name, query), {
      ...(name === "http_status" ? { retryScheduleMs: [10] } : {}),
      ...(name === "later-delivered"
        ? { retryScheduleMs: [100, 100, 100], circuit: { failures: 1, pauseMs: 100, maxPauseMs: 100 } }
        : {}),
      ...(name === "interrupted" ? { attemptTimeoutMs: LONGER_THAN_A_STOP_MS } : {}),
    }),
  );
  const unanswered = [
    target("connection_refused", `http://127.0.0.1:${await closedPort()}/hook?token=${query}`),
    target("timeout_connect", tlsUrl(hostile.port)),
    target("tls_failed", tlsUrl(notTls.port)),
    target("dns_failed", `http://${IMPOSSIBLE_NAME}/hook?token=${query}`),
    target("host_unreachable", `http://${UNREACHABLE}:9/hook?token=${query}`),
    target("signing_failed", hostile.urlOf("delivered", query), {
      secrets: [{ value: "env:TEST_ENDPOINT", notBefore: FAR_FUTURE }],
    }),
    target("address_refused", tlsUrl(notTls.port), ENDLESS_RETRIES),
    target("endpoint_misconfigured", hostile.urlOf("http_status", query), ENDLESS_RETRIES),
  ];
  return {
    endpoints: [...answered, ...unanswered],
    resultsWhileInsecure: [
      "delivered",
      "http_status",
      "credentials_refused",
      "gone",
      "redirect_refused",
      "response_malformed",
      "timeout_connect",
      "timeout_attempt",
      "connection_refused",
      "connection_reset",
      "host_unreachable",
      "dns_failed",
      "tls_failed",
      "signing_failed",
    ],
    resultsWhileSecure: ["address_refused", "endpoint_misconfigured"],
    signatures: () => Array.from(hostile.received().matchAll(SIGNATURE), ([, text = ""]) => text),
    countOf: (name) => hostile.received().split(`POST /${name}?`).length - 1,
    [Symbol.asyncDispose]: async () => {
      await hostile[Symbol.asyncDispose]();
      await notTls[Symbol.asyncDispose]();
    },
  };
}
