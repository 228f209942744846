import { signsUrl } from "countersign";
import { printable } from "../output/printable.ts";
import { talk } from "../output/print.ts";
import type { Keys } from "./read-keys.ts";

const WHOLE_URL = /^https?:\/\//i;

/**
 * The keys with a URL where the scheme signs one and `--public-url` was not given: the one at hand, which is then said.
 * Behind a proxy it may be another than the sender was given.
 */
export function withSignedUrl(keys: Keys, url: string): Keys {
  if (keys.publicUrl !== undefined || !signsUrl(keys.scheme) || !WHOLE_URL.test(url)) return keys;
  talk(`Taking ${printable(url)} for the URL that is signed; --public-url names another.`);
  return { ...keys, publicUrl: url };
}
