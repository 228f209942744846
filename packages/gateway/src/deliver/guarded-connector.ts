import { connect as connectTcp, isIP } from "node:net";
import type { Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { connect as connectTls } from "node:tls";
import type { buildConnector } from "undici";
import type { AddressGuard } from "./address-guard.ts";
import type { AttemptResultCode } from "./attempt-results.ts";
import { NetworkFailure, resultOfError } from "./network-failure.ts";
import type { ResolveHost } from "./resolve-host.ts";

export interface GuardedConnectorOptions {
  readonly isAllowedAddress: AddressGuard;
  readonly resolveHost: ResolveHost;
  /** Time for the name lookup, the connection and the TLS handshake together, in milliseconds. */
  readonly connectTimeoutMs: number;
  /** Certificates to trust instead of the runtime's own list, in PEM. */
  readonly trustedCertificates?: string;
}

/** More addresses of one name than this are not tried: the time would not be enough for any of them. */
const MAX_ADDRESSES_TRIED = 4;

/** Where the URL names no port. */
const HTTPS_PORT = 443;
const HTTP_PORT = 80;

/** Notices a peer that vanished while a connection idles; far above the keep-alive time, so only a second net. */
const TCP_KEEP_ALIVE_DELAY_MS = 60_000;

/**
 * Makes the function with which undici opens connections. It resolves names itself, connects only to addresses that the
 * guard lets pass, and asks the guard again about the address that the socket is really connected to, before a single
 * byte, TLS included, is sent. For `https:` it asks for TLS 1.2 or later and a certificate that is valid for the host.
 * Fails with a {@link NetworkFailure} only.
 */
export function createGuardedConnector(options: GuardedConnectorOptions): buildConnector.connector {
  return (target, callback) => {
    openConnection(target, options).then(
      (socket) => callback(null, socket),
      (error: unknown) => callback(asNetworkFailure(error), null),
    );
  };
}

async function openConnection(
  target: buildConnector.Options,
  options: GuardedConnectorOptions,
): Promise<Socket> {
  const endsAt = performance.now() + options.connectTimeoutMs;
  const addresses = await permittedAddresses(target.hostname, options);
  const port = Number(target.port) || (target.protocol === "https:" ? HTTPS_PORT : HTTP_PORT);
  const plain = await openFirst(addresses, { port, endsAt });
  if (!options.isAllowedAddress(plain.remoteAddress ?? "")) {
    plain.destroy();
    throw new NetworkFailure("address_refused");
  }
  const socket = target.protocol === "https:" ? await startTls(plain, { target, endsAt, options }) : plain;
  // undici would open another connection at once, without end, if it were given one that is already closed.
  if (socket.destroyed) throw new NetworkFailure("connection_reset");
  return socket;
}

async function permittedAddresses(
  hostname: string,
  options: GuardedConnectorOptions,
): Promise<readonly string[]> {
  const addresses = isIP(hostname) === 0 ? await resolveWithin(hostname, options) : [hostname];
  const permitted = addresses.filter(options.isAllowedAddress);
  if (permitted.length === 0) throw new NetworkFailure("address_refused");
  return permitted.slice(0, MAX_ADDRESSES_TRIED);
}

async function resolveWithin(hostname: string, options: GuardedConnectorOptions): Promise<readonly string[]> {
  const addresses = await new Promise<readonly string[]>((resolve, reject) => {
    // A lookup cannot be cancelled; what it finds too late is dropped.
    const timer = setTimeout(reject, options.connectTimeoutMs, new NetworkFailure("timeout_connect"));
    options
      .resolveHost(hostname)
      .catch((cause: unknown) => Promise.reject(new NetworkFailure("dns_failed", { cause })))
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
  if (addresses.length === 0) throw new NetworkFailure("dns_failed");
  return addresses;
}

/** Tries the addresses in turn, each with its share of the time that is left. */
async function openFirst(
  addresses: readonly string[],
  { port, endsAt }: { readonly port: number; readonly endsAt: number },
): Promise<Socket> {
  let failure: unknown = new NetworkFailure("timeout_connect");
  for (const [index, host] of addresses.entries()) {
    const shareMs = (endsAt - performance.now()) / (addresses.length - index);
    try {
      return await opened(
        connectTcp({
          host,
          port,
          noDelay: true,
          keepAlive: true,
          keepAliveInitialDelay: TCP_KEEP_ALIVE_DELAY_MS,
        }),
        { event: "connect", timeoutMs: shareMs, failsAs: resultOfError },
      );
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

interface TlsStart {
  readonly target: buildConnector.Options;
  readonly endsAt: number;
  readonly options: GuardedConnectorOptions;
}

function startTls(socket: Socket, { target, endsAt, options }: TlsStart): Promise<Socket> {
  const name = target.hostname.replace(/\.$/, "");
  const encrypted = connectTls({
    socket,
    host: name,
    // An address cannot be asked for by name (RFC 6066 §3); the certificate is then checked against `host`.
    ...(isIP(name) === 0 ? { servername: name } : {}),
    minVersion: "TLSv1.2",
    ALPNProtocols: ["http/1.1"],
    rejectUnauthorized: true,
    ...(options.trustedCertificates === undefined ? {} : { ca: options.trustedCertificates }),
  });
  const timeoutMs = endsAt - performance.now();
  return opened(encrypted, { event: "secureConnect", timeoutMs, failsAs: () => "tls_failed" });
}

interface Opening {
  readonly event: "connect" | "secureConnect";
  readonly timeoutMs: number;
  readonly failsAs: (error: unknown) => AttemptResultCode;
}

/** Waits until the socket is open. On failure and at the end of the time the socket is destroyed. */
function opened(socket: Socket, { event, timeoutMs, failsAs }: Opening): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(new NetworkFailure("timeout_connect")), Math.max(0, timeoutMs));
    const fail = (error: unknown): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(error instanceof NetworkFailure ? error : new NetworkFailure(failsAs(error), { cause: error }));
    };
    const closed = (): void =>
      fail(new NetworkFailure(event === "connect" ? "connection_reset" : "tls_failed"));
    // The error listener stays: a socket that is destroyed or handed over may still report an error, which undici
    // hears as well; without any listener it would end the process.
    socket.on("error", fail);
    socket.once("close", closed);
    socket.once(event, () => {
      clearTimeout(timer);
      socket.off("close", closed);
      resolve(socket);
    });
  });
}

function asNetworkFailure(error: unknown): NetworkFailure {
  return error instanceof NetworkFailure ? error : new NetworkFailure(resultOfError(error), { cause: error });
}
