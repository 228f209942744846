import { BlockList } from "node:net";
import { describe, expect, test } from "vitest";
import { isAnyAddress, isPublicAddress } from "../../src/deliver/address-guard.ts";
import { globalUnicastIpv6, specialIpv4, specialIpv6 } from "../../src/deliver/special-addresses.ts";

const PUBLIC = [
  "1.1.1.1",
  "8.8.8.8",
  "9.255.255.255",
  "11.0.0.0",
  "100.63.255.255",
  "100.128.0.0",
  "126.255.255.255",
  "128.0.0.0",
  "168.63.129.15",
  "168.63.129.17",
  "169.253.255.255",
  "169.255.0.0",
  "172.15.255.255",

  "172.32.0.0",
  "192.0.1.0",
  "192.0.3.0",
  "192.167.255.255",
  "192.169.0.0",
  "198.17.255.255",
  "198.20.0.0",
  "198.51.99.255",
  "198.51.101.0",
  "203.0.112.255",
  "203.0.114.0",
  "223.255.255.255",

  "2001:200::",
  "2001:4860:4860::8888",
  "2001:db7:ffff::",
  "2001:db9::",
  "2003::",
  "2606:4700:4700::1111",
  "2a00:1450:4001:82f::200e",
  "2A00:1450:4001:82F::200E",
  "3fff:1000::",
  "3ffd:ffff::1",
];

const REFUSED: Readonly<Record<string, readonly string[]>> = {
  unspecified: ["0.0.0.0", "0.1.2.3", "0.255.255.255", "::", "0:0:0:0:0:0:0:0"],
  loopback: ["127.0.0.1", "127.1.2.3", "127.255.255.255", "::1", "0:0:0:0:0:0:0:1", "::0001"],
  private: ["10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.1", "192.168.255.255"],
  "carrier-grade NAT": ["100.64.0.0", "100.100.100.200", "100.127.255.255"],
  "link-local": ["169.254.0.1", "169.254.255.255", "fe80::1", "febf::1", "FE80::ABCD"],
  metadata: [
    "169.254.169.254",
    "169.254.170.2",
    "168.63.129.16",
    "192.0.0.192",
    "fd00:ec2::254",
    "fd20:ce::254",
  ],
  "zone given": ["fe80::1%eth0", "2606:4700:4700::1111%lo"],
  "site-local": ["fec0::1", "feff::1"],
  "unique local": ["fc00::1", "fd12:3456:789a::1", "fdff:ffff::"],
  documentation: ["192.0.2.1", "198.51.100.1", "203.0.113.255", "2001:db8::1", "3fff::1", "3fff:fff::1"],
  benchmarking: ["198.18.0.1", "198.19.255.255", "2001:2::1"],
  "protocol assignments": [
    "192.0.0.8",
    "192.0.0.170",
    "192.88.99.1",
    "2001:3::1",
    "2001:10::1",
    "2001:1ff::1",
  ],
  AS112: ["192.31.196.1", "192.175.48.1", "2620:4f:8000::1", "2001:4:112::1"],
  multicast: ["224.0.0.1", "239.255.255.255", "ff02::1", "ff0e::1"],
  reserved: ["240.0.0.1", "255.255.255.254", "255.255.255.255", "4000::1", "8000::1", "5f00::1"],
  "IPv4-mapped": [
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "0:0:0:0:0:ffff:a00:1",
    "::ffff:8.8.8.8",
    "::FFFF:169.254.169.254",
  ],
  "IPv4-compatible": ["::127.0.0.1", "::7f00:1", "::8.8.8.8"],
  "IPv4-translated": ["::ffff:0:127.0.0.1"],
  NAT64: ["64:ff9b::7f00:1", "64:ff9b::8.8.8.8", "64:ff9b:1::a00:1", "64:ff9b:1:ffff::1"],
  "6to4": ["2002:7f00:1::", "2002:a00:1::1", "2002:c0a8:101::1"],
  Teredo: ["2001:0:7f00:1::", "2001:0000:4136:e378:8000:63bf:3fff:fdd2"],
  discard: ["100::1"],
  "6bone": ["3ffe::1"],
  "not an address": [
    "",
    "localhost",
    "127.1",
    "0x7f.1",
    "2130706433",
    "017700000001",
    "[::1]",
    "1.2.3.4 ",
    "1.2.3",
    "::1::",
  ],
};

describe("address guard", () => {
  test.each(PUBLIC)("lets %s pass", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  for (const [what, addresses] of Object.entries(REFUSED)) {
    test.each(addresses)(`refuses %j (${what})`, (address) => {
      expect(isPublicAddress(address)).toBe(false);
    });
  }

  test.each([...specialIpv4, ...specialIpv6])(
    "refuses the first address of $network/$prefix",
    ({ network }) => {
      expect(isPublicAddress(network)).toBe(false);
    },
  );

  test("names only IPv6 ranges that lie inside global unicast", () => {
    const globalUnicast = new BlockList();
    globalUnicast.addSubnet(globalUnicastIpv6.network, globalUnicastIpv6.prefix, "ipv6");
    for (const { network } of specialIpv6) expect(globalUnicast.check(network, "ipv6")).toBe(true);
  });

  test.each([
    "http://0x7f.1/",
    "http://2130706433/",
    "http://017700000001/",
    "http://127.1/",
    "http://[::ffff:7f00:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://0/",
    "http://127.0.0.1./",
    "http://①②⑦.0.0.1/",
    "http://%31%32%37.0.0.1/",
  ])("refuses the host of %s as the URL parser spells it", (url) => {
    const { hostname } = new URL(url);
    expect(isPublicAddress(hostname.replace(/^\[|\]$/g, ""))).toBe(false);
  });

  test("lets every address pass where insecure endpoints are allowed", () => {
    expect(isAnyAddress("127.0.0.1")).toBe(true);
  });
});
