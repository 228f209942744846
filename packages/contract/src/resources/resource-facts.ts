import * as z from "zod";
import { timestamp } from "../timestamp.ts";

/** What schemes, sources and endpoints have beside their settings. */
export const resourceFacts = {
  managedBy: z
    .enum(["file", "api"])
    .describe("`file`: only the configuration file changes it; the API refuses with `managed_by_file`."),
  version: z.int().describe("Rises with each change of it or of its secrets."),
  createdAt: timestamp,
};

/** A scheme as a resource names it. */
export const schemeChoice = z
  .union([z.string(), z.record(z.string(), z.unknown())])
  .describe(
    "The id of a built-in scheme or of one of the organization's own, or a scheme written out as `scheme.schema.json` describes it.",
  );

export const keyEncoding = z.enum(["utf8", "hex", "base64"]);

/** A token bucket. */
export const rate = z
  .strictObject({ perSecond: z.int().optional(), perMinute: z.int().optional(), burst: z.int().optional() })
  .describe("Either `perSecond` or `perMinute`, and how many at once after a quiet time.");

/** Nulls of an update set a field back to its default. */
export function updateOf<Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodObject<{ [Key in keyof Shape]: z.ZodOptional<z.ZodNullable<Shape[Key]>> }, z.core.$strict> {
  const fields = Object.entries(shape).map(([key, schema]) => [
    key,
    (schema as z.ZodType).nullable().optional(),
  ]);
  // Each field of the shape, nullable and optional.
  return z.strictObject(Object.fromEntries(fields)) as unknown as z.ZodObject<
    { [Key in keyof Shape]: z.ZodOptional<z.ZodNullable<Shape[Key]>> },
    z.core.$strict
  >;
}
