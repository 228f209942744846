import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clientAddress } from "../../src/http/client-address.ts";
import type { ForwardingHeader } from "../../src/http/forwarded-hops.ts";
import { parseIpAddress } from "../../src/http/ip-address.ts";
import { parseNetwork } from "../../src/http/network.ts";

interface Case {
  readonly peer?: string;
  readonly headers?: readonly string[];
  readonly trusted?: readonly string[];
  readonly header?: ForwardingHeader;
}

const PROXIES = ["10.0.0.0/8", "fd00::/8"];

/** The client of a request that came from a trusted proxy unless the case says otherwise. */
function clientOf({ peer = "10.0.0.1", headers = [], trusted = PROXIES, header = "x-forwarded-for" }: Case) {
  const trustedProxies = trusted.flatMap((text) => parseNetwork(text) ?? []);
  const request = { rawHeaders: [...headers], socket: { remoteAddress: peer } };
  return clientAddress(request, { trustedProxies, forwardingHeader: header });
}

const address = (text: string): unknown => parseIpAddress(text);

describe("without a trusted proxy", () => {
  test("the peer is the client, whatever the headers say", () => {
    const headers = ["X-Forwarded-For", "198.51.100.1", "Forwarded", "for=198.51.100.2"];
    expect(clientOf({ peer: "203.0.113.9", headers })).toEqual(address("203.0.113.9"));
    expect(clientOf({ peer: "10.0.0.1", headers, trusted: [] })).toEqual(address("10.0.0.1"));
  });

  test.each([
    ["::ffff:203.0.113.9", "203.0.113.9"],
    ["fe80::1%eth0", "fe80::1"],
  ])("the peer %s is %s", (peer, expected) => {
    expect(clientOf({ peer })).toEqual(address(expected));
  });
});

describe("behind a trusted proxy", () => {
  test.each([
    [["X-Forwarded-For", "203.0.113.9"], "203.0.113.9"],
    [["x-forwarded-for", "6.6.6.6, 203.0.113.9"], "203.0.113.9"],
    [["X-Forwarded-For", "6.6.6.6", "X-Forwarded-For", "203.0.113.9"], "203.0.113.9"],
    [["X-Forwarded-For", "6.6.6.6, 203.0.113.9, 10.1.2.3"], "203.0.113.9"],
    [["X-Forwarded-For", "nonsense, 203.0.113.9, ::ffff:10.1.2.3"], "203.0.113.9"],
    [["X-Forwarded-For", "203.0.113.9:4711"], "203.0.113.9"],
    [["X-Forwarded-For", "[2001:db8::1]:4711"], "2001:db8::1"],
    [["X-Forwarded-For", "2001:db8::1"], "2001:db8::1"],
    [["X-Forwarded-For", "10.1.1.1, 10.2.2.2"], "10.1.1.1"],
    [["X-Forwarded-For", '", 203.0.113.9'], "203.0.113.9"],
    [[], "10.0.0.1"],
  ])("%j means %s", (headers, expected) => {
    expect(clientOf({ headers })).toEqual(address(expected));
  });

  test.each([
    "unknown",
    "",
    "203.0.113.9, ",
    "203.0.113.256",
    "0xcb007109",
    "3405803785",
    "203.0.113.009",
    "fe80::1%eth0",
    "203.0.113.9:port",
    "[203.0.113.9]",
    "example.org",
    "203.0.113.9; 10.0.0.1",
  ])("nothing is known about the client after %j", (value) => {
    expect(clientOf({ headers: ["X-Forwarded-For", value] })).toBeUndefined();
  });

  test("nothing is known about the client of an endless chain", () => {
    const chain = Array.from({ length: 1000 }, () => "10.0.0.2").join(",");
    expect(clientOf({ headers: ["X-Forwarded-For", `203.0.113.9,${chain}`] })).toBeUndefined();
  });

  test("only the header that the proxy writes is read", () => {
    const headers = ["Forwarded", "for=6.6.6.6", "X-Forwarded-For", "203.0.113.9"];
    expect(clientOf({ headers })).toEqual(address("203.0.113.9"));
    expect(clientOf({ headers, header: "forwarded" })).toEqual(address("6.6.6.6"));
  });

  test.each([
    ["for=203.0.113.9", "203.0.113.9"],
    ["For=203.0.113.9;proto=https", "203.0.113.9"],
    ['by=10.0.0.1; for="203.0.113.9:80"', "203.0.113.9"],
    ['for="[2001:db8::1]:80"', "2001:db8::1"],
    ['for=6.6.6.6, for="[2001:db8::1]"', "2001:db8::1"],
    ['for=6.6.6.6;x=", for=203.0.113.9', "203.0.113.9"],
  ])("Forwarded: %s means %s", (value, expected) => {
    expect(clientOf({ headers: ["Forwarded", value], header: "forwarded" })).toEqual(address(expected));
  });

  test.each([
    "for=_hidden",
    "for=unknown",
    "proto=https",
    "for=1.1.1.1;for=2.2.2.2",
    'for="1.1.1.1',
    "1.1.1.1",
  ])("nothing is known about the client after Forwarded: %s", (value) => {
    expect(clientOf({ headers: ["Forwarded", value], header: "forwarded" })).toBeUndefined();
  });

  test("nothing that a client sends ever changes what its proxy says of it", () => {
    const headers = fc.constantFrom<ForwardingHeader>("x-forwarded-for", "forwarded");
    const hostile = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[a-f0-9.:,;="\\[\]for ]*$/),
      fc.constantFrom('for="', "6.6.6.6,", 'for=6.6.6.6;x="', "10.0.0.9"),
    );
    fc.assert(
      fc.property(headers, hostile, fc.boolean(), (header, sent, isOwnLine) => {
        const written = header === "forwarded" ? "for=203.0.113.9" : "203.0.113.9";
        const rawHeaders = isOwnLine ? [header, sent, header, written] : [header, `${sent}, ${written}`];
        expect(clientOf({ headers: rawHeaders, header })).toEqual(address("203.0.113.9"));
      }),
    );
  });
});
