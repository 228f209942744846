import { isIP } from "node:net";
import { isPublicAddress } from "../../deliver/address-guard.ts";
import type { Place } from "./configuration-problem.ts";
import type { Problems } from "./problems.ts";

const LOCAL_NAME = /(^|\.)localhost\.?$/;

/**
 * Adds a problem when an endpoint's URL cannot be delivered to. Names that lead to private addresses are found only when
 * a connection is made, by the address guard; an address written out is refused here.
 */
export function checkEndpointUrl(
  url: string,
  field: string,
  context: { readonly place: Place; readonly problems: Problems; readonly allowInsecureEndpoints: boolean },
): void {
  const { place, problems } = context;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || (parsed.protocol !== "https:" && parsed.protocol !== "http:")) {
    problems.add(place, {
      code: "bad_url",
      field,
      expected: "an absolute https: URL",
      found: `a text of ${url.length} characters that is none`,
      remedy: "write it as https://host/path",
    });
    return;
  }
  if (parsed.username !== "" || parsed.password !== "" || parsed.hash !== "") {
    problems.add(place, {
      code: "bad_url",
      field,
      expected: "a URL without user name, password or fragment",
      found: parsed.hash === "" ? "credentials in the URL" : "a fragment",
      remedy: "remove it; credentials belong into headers, as references",
    });
  }
  if (context.allowInsecureEndpoints) return;
  if (parsed.protocol === "http:") {
    addInsecure("https:", "http:", context, field);
  } else if (isLocalHost(parsed.hostname)) {
    addInsecure("a public host", "a private, loopback or reserved address", context, field);
  }
}

function isLocalHost(hostname: string): boolean {
  const host = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  return LOCAL_NAME.test(host) || (isIP(host) !== 0 && !isPublicAddress(host));
}

function addInsecure(
  expected: string,
  found: string,
  context: { readonly place: Place; readonly problems: Problems },
  field: string,
): void {
  context.problems.add(context.place, {
    code: "insecure_url",
    field,
    expected,
    found,
    remedy: "for development only, start with --allow-insecure-endpoints",
  });
}
