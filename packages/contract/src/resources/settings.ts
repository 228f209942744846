import * as z from "zod";
import { defineRoute } from "../define-route.ts";

export const setting = z
  .object({
    key: z.string(),
    flag: z.string().nullable(),
    variable: z.string(),
    meaning: z.string(),
    isSecret: z.boolean(),
    isSet: z.boolean().describe("False where neither a flag, a variable nor a default gives a value."),
    setBy: z
      .enum(["flag", "variable", "default"])
      .nullable()
      .describe("What gave the value; null where there is none."),
    value: z
      .union([z.string(), z.number(), z.boolean()])
      .nullable()
      .describe("Null for secrets, and for settings without a value."),
  })
  .meta({ id: "Setting" });

export const settingRoutes = {
  listSettings: defineRoute({
    method: "GET",
    path: "/api/v1/settings",
    access: ["admin"],
    summary: "Lists every setting of this gateway with its value. Settings change at a start only.",
    answer: { status: 200, body: z.object({ items: z.array(setting) }) },
    problems: [],
  }),
};
