import type { IncomingMessage } from "node:http";
import { clientAddress } from "../http/client-address.ts";
import type { ProxyTrust } from "../http/client-address.ts";
import { formatIpAddress } from "../http/format-ip-address.ts";

/**
 * From where the API is called, for the audit log and for limits: the connection's peer, or whom a trusted proxy names.
 * The proxy itself where it names nobody; empty when the connection has gone.
 */
export function callerAddress(request: IncomingMessage, trust: ProxyTrust): string {
  const peer = request.socket.remoteAddress ?? "";
  if (trust.trustedProxies.length === 0) return peer;
  const client = clientAddress(request, trust);
  return client === undefined ? peer : formatIpAddress(client);
}
