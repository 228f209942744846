import { formatCursor, parseCursor } from "@countersign/contract";
import { ApiRefusal } from "./api-refusal.ts";

const WHOLE_NUMBER = /^(?:0|[1-9][0-9]{0,15})$/;

export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/**
 * One page of a list that is at hand as a whole. A cursor names the last item of the page before.
 *
 * @throws ApiRefusal `request_invalid` where the cursor is none of this list.
 */
export function pageAfter<Item>(
  items: readonly Item[],
  { limit, cursor }: PageQuery,
  positionOf: (item: Item) => string,
): { readonly items: Item[]; readonly next: string | null } {
  const position = cursorPosition(cursor);
  const before = position === undefined ? -1 : items.findIndex((item) => positionOf(item) === position);
  if (position !== undefined && before === -1) throw invalidCursor();
  const page = items.slice(before + 1, before + 1 + limit);
  const last = page.at(-1);
  const isMore = before + 1 + limit < items.length;
  return { items: page, next: isMore && last !== undefined ? formatCursor(positionOf(last)) : null };
}

/**
 * The position that a cursor stands for; undefined without one.
 *
 * @throws ApiRefusal `request_invalid` for what is no cursor.
 */
export function cursorPosition(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const position = parseCursor(cursor);
  if (position === undefined) throw invalidCursor();
  return position;
}

/**
 * The commit-ordered position that a cursor stands for; 0 without one.
 *
 * @throws ApiRefusal `request_invalid` for anything else.
 */
export function cursorNumber(cursor: string | undefined): number {
  return cursor === undefined ? 0 : (cursorNumbers(cursor, 1)[0] ?? 0);
}

/**
 * The whole numbers that a cursor stands for, with dots between them.
 *
 * @throws ApiRefusal `request_invalid` for anything but exactly `count` of them.
 */
export function cursorNumbers(cursor: string, count: number): readonly number[] {
  const parts = cursorPosition(cursor)?.split(".") ?? [];
  if (parts.length !== count || !parts.every((part) => WHOLE_NUMBER.test(part))) throw invalidCursor();
  return parts.map(Number);
}

function invalidCursor(): ApiRefusal {
  const expected = "the `next` of a page of this list";
  return new ApiRefusal("request_invalid", {
    problems: [{ in: "query", pointer: "/cursor", expected, found: "another text" }],
  });
}
