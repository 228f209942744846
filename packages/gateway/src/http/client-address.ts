import type { IncomingMessage } from "node:http";
import { forwardedHops } from "./forwarded-hops.ts";
import type { ForwardingHeader } from "./forwarded-hops.ts";
import { parseIpAddress } from "./ip-address.ts";
import type { IpAddress } from "./ip-address.ts";
import { isInNetworks } from "./network.ts";
import type { Network } from "./network.ts";

export interface ProxyTrust {
  /** Proxies whose word about the hop before them is taken. None: the peer of the connection is the client. */
  readonly trustedProxies: readonly Network[];
  /** The one header that these proxies write. The other one is never read: a client may have sent it. */
  readonly forwardingHeader: ForwardingHeader;
}

/**
 * Who sent a request: the connection's peer, or, where that is a trusted proxy, the rightmost hop of the forwarding
 * header that is none. What stands to the left of that hop was written by it, so it is never looked at.
 *
 * Undefined where a trusted proxy passed something on that is not an address: nothing is known about the client then.
 */
export function clientAddress(
  request: Pick<IncomingMessage, "rawHeaders"> & {
    readonly socket: { readonly remoteAddress?: string | undefined };
  },
  trust: ProxyTrust,
): IpAddress | undefined {
  const peer = peerAddress(request.socket.remoteAddress);
  if (peer === undefined || !isInNetworks(trust.trustedProxies, peer)) return peer;
  let client: IpAddress = peer;
  for (const hop of forwardedHops(request.rawHeaders, trust.forwardingHeader)) {
    if (hop === undefined) return undefined;
    client = hop;
    if (!isInNetworks(trust.trustedProxies, hop)) return client;
  }
  return client;
}

/** The kernel's own word; it adds the zone to a link-local address. */
function peerAddress(text: string | undefined): IpAddress | undefined {
  return text === undefined ? undefined : parseIpAddress(text.replace(/%.*$/, ""));
}
