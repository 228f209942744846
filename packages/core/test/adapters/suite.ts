import { bodyCases } from "./cases/body-cases.ts";
import { handlingCases } from "./cases/handling-cases.ts";
import { limitCases } from "./cases/limit-cases.ts";
import { refusalCases } from "./cases/refusal-cases.ts";
import { repeatCases } from "./cases/repeat-cases.ts";
import type { Framework } from "./framework.ts";

/** The cases that every adapter passes, over real HTTP. */
export function adapterSuite(framework: Framework): void {
  bodyCases(framework);
  limitCases(framework);
  refusalCases(framework);
  handlingCases(framework);
  repeatCases(framework);
}
