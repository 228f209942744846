import type { VerdictCode } from "countersign";
import type { RawRequest } from "../support/raw-exchange.ts";
import type { Vendor } from "../support/vendors.ts";
import type { Markers } from "./markers.ts";
import { markedRequest } from "./marked-vendors.ts";

type Headers = readonly (readonly [string, string])[];

interface RefusedRequest {
  readonly expected: VerdictCode;
  readonly request: RawRequest;
}

const HOUR_MS = 3_600_000;
const MORE_THAN_ANY_LIST = 40;

/** Requests of this vendor that are refused, each for another reason. The right signature of each is marked. */
export function refusedRequests(markers: Markers, vendor: Vendor, path: string): readonly RefusedRequest[] {
  const make = (signedAt?: number): ReturnType<typeof markedRequest> =>
    markedRequest(markers, vendor, {
      path,
      eventId: `refused-${vendor.source}`,
      ...(signedAt === undefined ? {} : { signedAt }),
    });
  const good = make();
  const tampered = Buffer.from(vendor.body("tampered", markers.text("tampered body")));
  // Only to mark the signature that would have been right.
  markedRequest(markers, vendor, { path, eventId: "tampered", body: tampered });
  const names = signedHeaders(vendor);
  const withHeaders = (headers: Headers): RawRequest => ({ ...good, headers });
  return [
    { expected: "no_match", request: { ...good, body: tampered } },
    { expected: "missing_header", request: withHeaders(without(good.headers, names.signature)) },
    {
      expected: "repeated_header",
      request: withHeaders([...good.headers, [names.signature, markers.text("second signature")]]),
    },
    {
      expected: "malformed_signature",
      request: withHeaders(
        replaced(good.headers, names.signature, `!${markers.text("malformed signature")}`),
      ),
    },
    ...timeRefusals(markers, good, { timestamp: names.timestamp, make }),
    ...listRefusals(vendor, good, names.signature),
    ...callerRefusals(markers, vendor, good),
  ];
}

function timeRefusals(
  markers: Markers,
  good: { readonly headers: Headers } & RawRequest,
  time: { readonly timestamp: string | undefined; readonly make: (signedAt: number) => RawRequest },
): readonly RefusedRequest[] {
  const { timestamp, make } = time;
  if (timestamp === undefined) return [];
  const headers = replaced(good.headers, timestamp, markers.text("malformed timestamp"));
  return [
    { expected: "malformed_timestamp", request: { ...good, headers } },
    { expected: "stale", request: make(Date.now() - HOUR_MS) },
    { expected: "from_the_future", request: make(Date.now() + HOUR_MS) },
  ];
}

function listRefusals(
  vendor: Vendor,
  good: { readonly headers: Headers } & RawRequest,
  signature: string,
): readonly RefusedRequest[] {
  const list = vendor.scheme.proof.kind === "mac" ? vendor.scheme.proof.signature.list : undefined;
  if (list === undefined) return [];
  const one = valueOf(good.headers, signature);
  const many = Array.from({ length: MORE_THAN_ANY_LIST }, () => one).join(list.separator);
  return [
    {
      expected: "too_many_signatures",
      request: { ...good, headers: replaced(good.headers, signature, many) },
    },
  ];
}

function callerRefusals(
  markers: Markers,
  vendor: Vendor,
  good: { readonly headers: Headers } & RawRequest,
): readonly RefusedRequest[] {
  const caller = vendor.scheme.caller?.header;
  if (caller === undefined) return [];
  const headers = replaced(good.headers, caller, markers.secret("unknown API key"));
  return [{ expected: "unknown_caller", request: { ...good, headers } }];
}

function signedHeaders({ scheme: { proof } }: Vendor): {
  readonly signature: string;
  readonly timestamp: string | undefined;
} {
  if (proof.kind !== "mac") return { signature: proof.header, timestamp: undefined };
  const timestamp = proof.message.parts.find((part) => part.part === "timestamp");
  return { signature: proof.signature.header, timestamp: timestamp?.header };
}

function without(headers: Headers, name: string): Headers {
  return headers.filter(([each]) => each.toLowerCase() !== name.toLowerCase());
}

function replaced(headers: Headers, name: string, value: string): Headers {
  return [...without(headers, name), [name, value]];
}

function valueOf(headers: Headers, name: string): string {
  return headers.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1] ?? "";
}
