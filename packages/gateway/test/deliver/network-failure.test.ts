import { errors } from "undici";
import { describe, expect, test } from "vitest";
import { attemptResults } from "../../src/deliver/attempt-results.ts";
import { NetworkFailure, resultOfError } from "../../src/deliver/network-failure.ts";

const systemError = (code: string): Error =>
  Object.assign(new Error(`connect ${code} 10.0.0.1:443`), { code });

describe("network errors", () => {
  test.each([
    ["ECONNREFUSED", "connection_refused"],
    ["ECONNRESET", "connection_reset"],
    ["EPIPE", "connection_reset"],
    ["ETIMEDOUT", "timeout_connect"],
    ["EHOSTUNREACH", "host_unreachable"],
    ["ENETUNREACH", "host_unreachable"],
    ["EMFILE", "resources_exhausted"],
    ["EADDRNOTAVAIL", "resources_exhausted"],
    ["EWHATEVER", "unexpected_error"],
    ["__proto__", "unexpected_error"],
    ["constructor", "unexpected_error"],
  ])("of the system, %s, are the result %s", (code, result) => {
    expect(resultOfError(systemError(code))).toBe(result);
    expect(Object.keys(attemptResults)).toContain(resultOfError(systemError(code)));
  });

  test.each([
    [new errors.SocketError("other side closed"), "connection_reset"],
    [new errors.SocketError("bad response"), "response_malformed"],
    [new errors.SocketError("bad upgrade"), "response_malformed"],
    [new errors.HeadersOverflowError(), "response_malformed"],
    [new errors.ResponseContentLengthMismatchError(), "response_malformed"],
    [new errors.HTTPParserError("Response does not match"), "response_malformed"],
    [new errors.ClientDestroyedError(), "interrupted"],
    [new NetworkFailure("dns_failed"), "dns_failed"],
    ["not an error", "unexpected_error"],
    [undefined, "unexpected_error"],
  ])("%s are the result %s", (error, result) => {
    expect(resultOfError(error)).toBe(result);
  });

  test("of ours say their code and nothing of what caused them", () => {
    const failure = new NetworkFailure("connection_refused", { cause: systemError("ECONNREFUSED") });
    expect(failure.message).toBe("connection_refused");
  });
});
