import type { Scheme } from "countersign";
import { readStoredScheme } from "../file/read-schemes.ts";
import { readBody } from "./read-body.ts";
import type { BodyRead } from "./read-body.ts";

/** Reads a scheme that an organization is to keep, as an entry of the configuration file would be read. */
export function readSchemeBody(body: unknown): Promise<BodyRead<Scheme>> {
  return readBody(
    body,
    (item, field, { problems }) => Promise.resolve(readStoredScheme(item, field, problems)),
    { allowInsecureEndpoints: false },
  );
}
