import { remembering } from "../remembering.ts";

/** What a style does to a token: how it spells a string or a number, or orders the members of an object. */
type Treatment<Token, Result> = (token: Token) => Result;

/**
 * Takes each treatment to the first that does the same to all these tokens: two that come to one write one text. A
 * treatment meets a token once; from then on its result is looked up. Only for these tokens.
 */
export function firstAlike<Token, Result>(
  tokens: readonly Token[],
  isSame: (a: Result, b: Result) => boolean,
): (treatment: Treatment<Token, Result>) => Treatment<Token, Result> {
  const firsts: { readonly results: readonly Result[]; readonly lookUp: Treatment<Token, Result> }[] = [];
  return remembering((treatment) => {
    const results = tokens.map(treatment);
    const alike = firsts.find((first) =>
      first.results.every((result, index) => isSame(result, results[index] as Result)),
    );
    if (alike !== undefined) return alike.lookUp;
    const byToken = new Map(tokens.map((token, index) => [token, results[index] as Result]));
    const lookUp = (token: Token): Result => byToken.get(token) as Result; // it is one of these tokens
    firsts.push({ results, lookUp });
    return lookUp;
  });
}
