import { BlockList, isIPv4, isIPv6 } from "node:net";
import { globalUnicastIpv6, specialIpv4, specialIpv6 } from "./special-addresses.ts";
import type { SpecialAddresses } from "./special-addresses.ts";

/** Decides whether an address may be connected to. Takes the text of an IP address, never a host name. */
export type AddressGuard = (address: string) => boolean;

const refusedIpv4 = blockListOf("ipv4", specialIpv4);
const refusedIpv6 = blockListOf("ipv6", specialIpv6);
const allowedIpv6 = blockListOf("ipv6", [globalUnicastIpv6]);

/**
 * True for an address on the public internet. False for private, loopback, link-local, metadata, multicast, reserved
 * and every other special range, for addresses that carry another one inside (mapped, NAT64, 6to4, Teredo), and for
 * anything that is not an IP address, a zone (`fe80::1%eth0`) included.
 */
export const isPublicAddress: AddressGuard = (address) => {
  if (isIPv4(address)) return !refusedIpv4.check(address, "ipv4");
  if (!isIPv6(address) || address.includes("%")) return false;
  return allowedIpv6.check(address, "ipv6") && !refusedIpv6.check(address, "ipv6");
};

/** Lets everything pass: for `--allow-insecure-endpoints`, in development only. */
export const isAnyAddress: AddressGuard = () => true;

function blockListOf(
  family: "ipv4" | "ipv6",
  ranges: readonly Pick<SpecialAddresses, "network" | "prefix">[],
): BlockList {
  const list = new BlockList();
  for (const { network, prefix } of ranges) list.addSubnet(network, prefix, family);
  return list;
}
