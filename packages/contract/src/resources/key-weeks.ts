import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { timestamp } from "../timestamp.ts";
import { reasonBody } from "./reason.ts";

const week = z.iso.date().describe("The Monday on which the UTC week begins.");

export const keyWeek = z
  .object({
    week,
    keys: z.int().describe("Data keys that seal payloads of that week."),
    destroyedAt: timestamp.nullable(),
  })
  .meta({ id: "KeyWeek" });

export const keyWeekRoutes = {
  listKeyWeeks: defineRoute({
    method: "GET",
    path: "/api/v1/key-weeks",
    access: ["admin"],
    summary: "Lists the weeks of which there are payload keys, newest first.",
    answer: { status: 200, body: z.object({ items: z.array(keyWeek) }) },
    problems: [],
  }),
  shredKeyWeek: defineRoute({
    method: "POST",
    path: "/api/v1/key-weeks/{week}/shred",
    access: ["admin"],
    summary:
      "Destroys the keys of a week: its payloads, answers and quarantined requests can never be read again, in no backup either.",
    params: z.strictObject({ week }),
    body: reasonBody,
    answer: { status: 200, body: keyWeek },
    problems: ["under_legal_hold"],
  }),
};
