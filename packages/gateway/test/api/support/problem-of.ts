import { ApiProblem } from "@countersign/contract/client";

/** The problem that the API answers a call with; throws where it answers none, and what is none of the API. */
export async function problemOf(calling: Promise<unknown>): Promise<ApiProblem> {
  try {
    await calling;
  } catch (error) {
    if (error instanceof ApiProblem) return error;
    throw error;
  }
  throw new Error("no problem");
}

/** The code of that problem. */
export async function problemCodeOf(calling: Promise<unknown>): Promise<string> {
  return (await problemOf(calling)).code;
}
