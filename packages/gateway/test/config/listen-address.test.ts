import { expect, test } from "vitest";
import { formatListenAddress, isLoopback, parseListenAddress } from "../../src/config/listen-address.ts";

test.each([
  ["127.0.0.1:80", { host: "127.0.0.1", port: 80 }],
  ["[::1]:0", { host: "::1", port: 0 }],
  ["gateway.internal:65535", { host: "gateway.internal", port: 65_535 }],
  ["127.0.0.1:65536", undefined],
  ["127.0.0.1", undefined],
  ["::1:80", undefined],
  [":80", undefined],
  ["a b:80", undefined],
])("%s is read as %j", (text, address) => {
  expect(parseListenAddress(text)).toEqual(address);
});

test("an address is written back as it is read", () => {
  for (const text of ["127.0.0.1:80", "[::1]:443"]) {
    const address = parseListenAddress(text);
    expect(address === undefined ? undefined : formatListenAddress(address)).toBe(text);
  }
});

test("loopback is known in its usual spellings, and nothing else is taken for it", () => {
  expect(["localhost", "::1", "127.0.0.1", "127.8.8.8"].filter((host) => !isLoopback(host))).toEqual([]);
  expect(["0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example.org"].filter(isLoopback)).toEqual([]);
});
