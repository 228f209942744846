import { parseIpAddress } from "./ip-address.ts";
import type { IpAddress } from "./ip-address.ts";

/** All addresses that begin alike, such as `203.0.113.0/24`. */
export interface Network {
  readonly first: IpAddress;
  /** Bits by which an address and the first one may differ, from the right. */
  readonly freeBits: bigint;
}

const PREFIX = /^(0|[1-9][0-9]{0,2})$/;
const BITS = { 4: 32, 6: 128 } as const;
/** A mapped network counts its bits in IPv6. */
const MAPPED_BITS = 96;

/**
 * Reads `address/prefix`, or an address alone for a network of one. Undefined for anything else, also where bits behind
 * the prefix are set: that is a slip, and which network was meant is a guess.
 */
export function parseNetwork(text: string): Network | undefined {
  const slash = text.indexOf("/");
  const addressText = slash === -1 ? text : text.slice(0, slash);
  const first = parseIpAddress(addressText);
  if (first === undefined) return undefined;
  const bits = BITS[first.family];
  if (slash === -1) return { first, freeBits: 0n };
  const prefixText = text.slice(slash + 1);
  if (!PREFIX.test(prefixText)) return undefined;
  const isMapped = first.family === 4 && addressText.includes(":");
  const prefix = Number(prefixText) - (isMapped ? MAPPED_BITS : 0);
  if (prefix < 0 || prefix > bits) return undefined;
  const freeBits = BigInt(bits - prefix);
  return (first.value >> freeBits) << freeBits === first.value ? { first, freeBits } : undefined;
}

/** Reads networks separated by commas; none in an empty text. Undefined where one of them is none. */
export function parseNetworks(text: string): readonly Network[] | undefined {
  if (text === "") return [];
  const networks = text.split(",").flatMap((part) => parseNetwork(part.trim()) ?? []);
  return networks.length === text.split(",").length ? networks : undefined;
}

/** Whether one of the networks holds the address. IPv4 and IPv6 networks never hold each other's. */
export function isInNetworks(networks: readonly Network[], address: IpAddress): boolean {
  return networks.some(
    ({ first, freeBits }) =>
      first.family === address.family && first.value >> freeBits === address.value >> freeBits,
  );
}
