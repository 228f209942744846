import type { Client } from "@countersign/contract/client";
import type { AnswerOf, Routes } from "@countersign/contract";
import { CommandError } from "../../command-error.ts";

type User = AnswerOf<Routes["getUser"]>;

/** As many as the API gives in one page. */
const PAGE_ITEMS = 200;

/** How the person is named in each of these commands. */
export const userArgument = { "<person>": "the email, or the id: usr_…" } as const;

/**
 * Finds a person by email or id.
 *
 * @throws CommandError `argument_invalid` where nobody of the organization has this email.
 */
export async function findUser(client: Client, person: string): Promise<User> {
  if (!person.includes("@")) return await client.call("getUser", { params: { user: person } });
  const email = person.toLowerCase();
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const query = { limit: PAGE_ITEMS, ...(cursor !== undefined && { cursor }) };
    const page: AnswerOf<Routes["listUsers"]> = await client.call("listUsers", { query });
    const found = page.items.find((user) => user.email === email);
    if (found !== undefined) return found;
    cursor = page.next;
  }
  throw new CommandError("argument_invalid", "nobody of the organization has this email; see users list");
}
