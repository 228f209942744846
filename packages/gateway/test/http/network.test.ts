import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseIpAddress } from "../../src/http/ip-address.ts";
import { isInNetworks, parseNetwork } from "../../src/http/network.ts";

function isIn(network: string, address: string): boolean {
  const [parsedNetwork, parsedAddress] = [parseNetwork(network), parseIpAddress(address)];
  if (parsedNetwork === undefined || parsedAddress === undefined) throw new Error("not an address");
  return isInNetworks([parsedNetwork], parsedAddress);
}

describe("a network", () => {
  test.each([
    ["203.0.113.0/24", "203.0.113.0", true],
    ["203.0.113.0/24", "203.0.113.255", true],
    ["203.0.113.0/24", "203.0.114.0", false],
    ["203.0.113.0/24", "::ffff:203.0.113.7", true],
    ["203.0.113.0/24", "::ffff:cb00:7107", true],
    ["::ffff:203.0.113.0/120", "203.0.113.7", true],
    ["203.0.113.7", "203.0.113.7", true],
    ["203.0.113.7", "203.0.113.6", false],
    ["0.0.0.0/0", "255.255.255.255", true],
    ["0.0.0.0/0", "2001:db8::1", false],
    ["::/0", "2001:db8::1", true],
    ["::/0", "10.0.0.1", false],
    ["2001:db8::/32", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", true],
    ["2001:db8::/32", "2001:db9::", false],
    ["2001:DB8:0:0::/64", "2001:db8::1", true],
  ])("%s and %s: %j", (network, address, expected) => {
    expect(isIn(network, address)).toBe(expected);
  });

  test.each([
    "",
    "/24",
    "203.0.113.0/",
    "203.0.113.0/33",
    "203.0.113.0/024",
    "203.0.113.0/-1",
    "203.0.113.1/24",
    "203.0.113/24",
    "0xcb.0.113.0/24",
    "203.0.113.0/24/24",
    "2001:db8::/129",
    "2001:db8::1/32",
    "fe80::%eth0/10",
    "[::1]",
    "example.org",
    " 10.0.0.0/8",
    "::ffff:203.0.113.0/24",
  ])("cannot be %j", (text) => {
    expect(parseNetwork(text)).toBeUndefined();
  });

  test("holds an address exactly if their first bits are equal", () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const address = fc.tuple(octet, octet, octet, octet);
    fc.assert(
      fc.property(address, address, fc.integer({ min: 0, max: 32 }), (base, other, prefix) => {
        const firstBits = bitsOf(base).slice(0, prefix).padEnd(32, "0");
        const octets = [0, 8, 16, 24].map((at) => Number.parseInt(firstBits.slice(at, at + 8), 2));
        const expected = bitsOf(other).startsWith(bitsOf(base).slice(0, prefix));
        expect(isIn(`${octets.join(".")}/${prefix}`, other.join("."))).toBe(expected);
        expect(isIn(`${octets.join(".")}/${prefix}`, `::ffff:${other.join(".")}`)).toBe(expected);
      }),
    );
  });
});

test("every spelling of an IPv6 address is the same number", () => {
  const group = fc.integer({ min: 0, max: 0xffff });
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
      const full = groups.map((each) => each.toString(16).padStart(4, "0")).join(":");
      const short = new URL(`http://[${full}]/`).hostname.slice(1, -1);
      expect(parseIpAddress(short)).toEqual(parseIpAddress(full.toUpperCase()));
    }),
  );
});

function bitsOf(octets: readonly number[]): string {
  return octets.map((each) => each.toString(2).padStart(8, "0")).join("");
}
