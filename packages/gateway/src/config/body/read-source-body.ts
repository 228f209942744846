import type { SourceDocument } from "../configuration.ts";
import { readSource } from "../file/read-source.ts";
import { readBody } from "./read-body.ts";
import type { BodyRead } from "./read-body.ts";

/** Reads a source as an entry of the configuration file would be read. Names no path of its own: the default one. */
export function readSourceBody(body: unknown, organization: string): Promise<BodyRead<SourceDocument>> {
  const context = { allowInsecureEndpoints: false };
  return readBody(
    body,
    (item, field, reading) => readSource(item, field, { ...reading, organization }),
    context,
  );
}
