import type { Scheme } from "countersign";
import { readOwnScheme } from "../file/read-own-scheme.ts";
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

/** Reads a scheme that is used once and kept nowhere: its id may be that of a built-in one. */
export function readInlineSchemeBody(body: unknown): Promise<BodyRead<Scheme>> {
  return readBody(
    body,
    (item, field, { problems }) => {
      const document = readOwnScheme(item, field, problems);
      return Promise.resolve(document === undefined ? undefined : { document });
    },
    { allowInsecureEndpoints: false },
  );
}
