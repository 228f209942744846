import { isIPv4, isIPv6 } from "node:net";

/** An IP address as a number. An IPv4 address mapped into IPv6 (RFC 4291 §2.5.5.2) is the IPv4 address itself. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** The upper 96 bits of an IPv4-mapped address, ::ffff:0:0/96. */
const MAPPED_PREFIX = 0xffffn;
const IPV4_BITS = 32n;
const IPV4_MASK = 0xffff_ffffn;
const GROUP_BITS = 16n;
const GROUPS = 8;

/** Reads the text of an address: no zone, no port, no brackets, no other spelling of IPv4. Undefined for anything else. */
export function parseIpAddress(text: string): IpAddress | undefined {
  if (isIPv4(text)) return { family: 4, value: ipv4Value(text) };
  // Node takes a zone too; it means something on one machine only.
  if (!isIPv6(text) || text.includes("%")) return undefined;
  const value = ipv6Value(text);
  return value >> IPV4_BITS === MAPPED_PREFIX
    ? { family: 4, value: value & IPV4_MASK }
    : { family: 6, value };
}

function ipv4Value(text: string): bigint {
  return text.split(".").reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function ipv6Value(text: string): bigint {
  const [head = "", tail] = text.split("::");
  const before = groupsOf(head);
  const after = groupsOf(tail ?? "");
  const zeros = Array.from({ length: GROUPS - before.length - after.length }, () => 0n);
  return [...before, ...zeros, ...after].reduce((value, group) => (value << GROUP_BITS) | group, 0n);
}

/** Groups of 16 bits; one in dotted form at the end counts as two. */
function groupsOf(text: string): readonly bigint[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    if (!group.includes(".")) return [BigInt(`0x${group}`)];
    const value = ipv4Value(group);
    return [value >> GROUP_BITS, value & 0xffffn];
  });
}
