import type { IpAddress } from "./ip-address.ts";

const BYTE_BITS = 8n;
const GROUP_BITS = 16n;
const IPV4_BYTES = 4;
const IPV6_GROUPS = 8;

/** The text of an address: IPv4 in dotted form, IPv6 as eight groups without the short form. */
export function formatIpAddress({ family, value }: IpAddress): string {
  if (family === 4) return partsOf(value, IPV4_BYTES, BYTE_BITS).join(".");
  return partsOf(value, IPV6_GROUPS, GROUP_BITS)
    .map((group) => group.toString(16))
    .join(":");
}

function partsOf(value: bigint, count: number, bits: bigint): readonly bigint[] {
  const mask = (1n << bits) - 1n;
  return Array.from({ length: count }, (_, index) => (value >> (BigInt(count - 1 - index) * bits)) & mask);
}
