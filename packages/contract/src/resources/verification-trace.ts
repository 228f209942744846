import * as z from "zod";

/** Why a request was refused, as far as the search could tell. */
export const explanation = z
  .object({
    verdict: z.object({ ok: z.boolean(), code: z.string().optional() }),
    conclusion: z.string(),
    findings: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        meaning: z.string().describe("What it means and how it comes about."),
        proof: z.string(),
        remedy: z.string(),
        certainty: z.enum(["proved", "likely"]),
      }),
    ),
    scheme: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe("The scheme that it was signed by, where that is another one and could be told."),
    tried: z.int().describe("How many signatures were computed."),
    elapsedMs: z.number(),
  })
  .meta({ id: "Explanation" });

/** One verification, step by step; never what the body says. */
export const verificationTrace = z
  .object({
    verdict: z.object({ ok: z.boolean(), code: z.string().optional() }),
    steps: z.array(z.looseObject({ step: z.string(), isRight: z.boolean() })),
  })
  .meta({ id: "VerificationTrace" });
