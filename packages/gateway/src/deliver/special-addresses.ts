export interface SpecialAddresses {
  readonly network: string;
  readonly prefix: number;
  readonly what: string;
  readonly source: string;
}

/** IPv4 ranges that no delivery may go to. The registry is the IANA IPv4 Special-Purpose Address Registry (RFC 6890). */
export const specialIpv4: readonly SpecialAddresses[] = [
  { network: "0.0.0.0", prefix: 8, what: "this network, unspecified", source: "RFC 791 §3.2" },
  { network: "10.0.0.0", prefix: 8, what: "private", source: "RFC 1918" },
  { network: "100.64.0.0", prefix: 10, what: "carrier-grade NAT", source: "RFC 6598" },
  { network: "127.0.0.0", prefix: 8, what: "loopback", source: "RFC 1122 §3.2.1.3" },
  {
    network: "168.63.129.16",
    prefix: 32,
    what: "Azure's virtual machine host",
    source: "Azure documentation",
  },
  { network: "169.254.0.0", prefix: 16, what: "link-local, cloud metadata", source: "RFC 3927" },
  { network: "172.16.0.0", prefix: 12, what: "private", source: "RFC 1918" },
  { network: "192.0.0.0", prefix: 24, what: "IETF protocol assignments", source: "RFC 6890 §2.1" },
  { network: "192.0.2.0", prefix: 24, what: "documentation", source: "RFC 5737" },
  { network: "192.31.196.0", prefix: 24, what: "AS112", source: "RFC 7535" },
  { network: "192.52.193.0", prefix: 24, what: "AMT", source: "RFC 7450" },
  { network: "192.88.99.0", prefix: 24, what: "6to4 relay", source: "RFC 7526" },
  { network: "192.168.0.0", prefix: 16, what: "private", source: "RFC 1918" },
  { network: "192.175.48.0", prefix: 24, what: "AS112", source: "RFC 7534" },
  { network: "198.18.0.0", prefix: 15, what: "benchmarking", source: "RFC 2544" },
  { network: "198.51.100.0", prefix: 24, what: "documentation", source: "RFC 5737" },
  { network: "203.0.113.0", prefix: 24, what: "documentation", source: "RFC 5737" },
  { network: "224.0.0.0", prefix: 4, what: "multicast", source: "RFC 5771" },
  { network: "240.0.0.0", prefix: 4, what: "reserved, broadcast", source: "RFC 1112 §4, RFC 919" },
];

/** All of IPv6 that is handed out for use on the public internet (RFC 4291 §2.4, IANA); all else is special. */
export const globalUnicastIpv6 = { network: "2000::", prefix: 3 } as const;

/**
 * Special ranges inside global unicast. What lies outside needs no entry: unspecified and loopback, IPv4-compatible and
 * IPv4-mapped (RFC 4291), IPv4-translated (RFC 2765), NAT64 64:ff9b::/96 (RFC 6052) and its local-use 64:ff9b:1::/48
 * (RFC 8215), discard 100::/64 (RFC 6666), segment routing 5f00::/16 (RFC 9602), unique local fc00::/7 (RFC 4193),
 * link-local fe80::/10 and site-local fec0::/10 (RFC 4291, RFC 3879), multicast ff00::/8.
 */
export const specialIpv6: readonly SpecialAddresses[] = [
  { network: "2001::", prefix: 32, what: "Teredo: holds an IPv4 address", source: "RFC 4380" },
  {
    network: "2001::",
    prefix: 23,
    what: "IETF protocol assignments, benchmarking, ORCHID",
    source: "RFC 2928",
  },
  { network: "2001:db8::", prefix: 32, what: "documentation", source: "RFC 3849" },
  { network: "2002::", prefix: 16, what: "6to4: holds an IPv4 address", source: "RFC 3056" },
  { network: "2620:4f:8000::", prefix: 48, what: "AS112", source: "RFC 7534" },
  { network: "3ffe::", prefix: 16, what: "6bone, returned", source: "RFC 3701" },
  { network: "3fff::", prefix: 20, what: "documentation", source: "RFC 9637" },
];
