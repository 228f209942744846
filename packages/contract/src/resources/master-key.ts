import * as z from "zod";
import { defineRoute } from "../define-route.ts";

export const masterKey = z
  .object({
    fingerprint: z.string().describe("Hexadecimal; tells keys apart and is of no use to find one."),
    nextFingerprint: z.string().nullable().describe("The key that a rotation leads to."),
    progress: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe("Share of the keys that a rotation has wrapped anew; null where none was begun."),
    state: z
      .enum(["in_force", "rotating", "interrupted"])
      .describe(
        "`interrupted`: goes on when asked for again, or at the next start; or another gateway of the database is at it.",
      ),
    isInFile: z
      .boolean()
      .describe("The next start finds the key by itself. Otherwise give it the new one after a rotation."),
  })
  .meta({ id: "MasterKey" });

export const masterKeyRoutes = {
  getMasterKey: defineRoute({
    method: "GET",
    path: "/api/v1/master-key",
    access: ["admin"],
    summary: "Shows which master key is in force, by fingerprint, and how far a rotation is.",
    answer: { status: 200, body: masterKey },
    problems: [],
  }),
  rotateMasterKey: defineRoute({
    method: "POST",
    path: "/api/v1/master-key/rotate",
    access: ["admin"],
    summary:
      "Begins to wrap every key of this gateway under a new master key, while everything else goes on. Asked for again, it goes on with what was begun.",
    answer: { status: 202, body: masterKey },
    problems: ["next_master_key_missing"],
  }),
};
