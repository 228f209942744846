import * as z from "zod";

/** As many items as fit a screen, and as many as one answer should hold. */
export const DEFAULT_PAGE_LIMIT = 50;
export const MAX_PAGE_LIMIT = 200;

/** Longest position: an id, or a time and an id. */
const MAX_POSITION_CHARACTERS = 120;
const POSITION = /^[\x21-\x7e]+$/;
const CURSOR = /^[A-Za-z0-9_-]+$/;

const limit = z.codec(z.string().regex(/^[1-9][0-9]{0,2}$/), z.int().min(1).max(MAX_PAGE_LIMIT), {
  decode: Number,
  encode: String,
});

/** The query of every list; spread it beside a route's own filters in a strict object. */
export const pageQuery = {
  limit: limit.default(DEFAULT_PAGE_LIMIT).meta({
    type: "integer",
    minimum: 1,
    maximum: MAX_PAGE_LIMIT,
    description: `Items of a page, 1 to ${MAX_PAGE_LIMIT}. Default ${DEFAULT_PAGE_LIMIT}.`,
  }),
  cursor: z
    .string()
    .regex(CURSOR)
    .max(MAX_POSITION_CHARACTERS * 2)
    .optional()
    .describe("`next` of the page before. Absent: the first page."),
} as const;

/** One page of a list. */
export function pageOf<Item extends z.ZodType>(
  item: Item,
): z.ZodObject<{ items: z.ZodArray<Item>; next: z.ZodNullable<z.ZodString> }> {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().describe("Cursor of the next page; null on the last."),
  });
}

/** Gives the opaque text that stands for a position: printable ASCII, at most 120 characters. */
export function formatCursor(position: string): string {
  return btoa(position).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Gives the position back, or undefined for anything that {@link formatCursor} does not write. */
export function parseCursor(cursor: string): string | undefined {
  if (!CURSOR.test(cursor) || cursor.length % 4 === 1) return undefined;
  const position = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
  const isPosition = POSITION.test(position) && position.length <= MAX_POSITION_CHARACTERS;
  // One spelling each: bits that no byte uses must be zero.
  return isPosition && formatCursor(position) === cursor ? position : undefined;
}
