import { createHash } from "node:crypto";
import { FailureLimiter } from "../api/failure-limiter.ts";

/** One person who mistypes needs a handful; a guesser of one account gets six a minute, from however many addresses. */
const ACCOUNT_LIMIT = { maxFailures: 10, forgivenEveryMs: 10_000 };

/** A clinic behind one address signs in each morning; a guesser of many accounts gets twenty a minute. */
const ADDRESS_LIMIT = { maxFailures: 20, forgivenEveryMs: 3000 };

/**
 * Holds guessing of passwords back. Unlike with keys of 256 bits, what is right is refused too while there were too many
 * failures: a guess must not be told from the rest. Nobody is locked out for good: each failure is forgiven after seconds.
 */
export class SignInLimits {
  readonly #byAccount: FailureLimiter;
  readonly #byAddress: FailureLimiter;

  /** @param now Milliseconds of a clock that does not jump. */
  constructor(now: () => number) {
    this.#byAccount = new FailureLimiter(now, ACCOUNT_LIMIT);
    this.#byAddress = new FailureLimiter(now, ADDRESS_LIMIT);
  }

  /**
   * Counts one attempt as a failure until it turns out to be none.
   *
   * @returns How to take that back.
   * @throws ApiRefusal `too_many_failures`, also for accounts that do not exist.
   */
  attempt(address: string, account: { readonly organization: string; readonly email: string }): () => void {
    const takeBackAddress = this.#byAddress.attempt(address);
    // Hashed: however long a text is sent, what is kept of it is short.
    const key = createHash("sha256").update(`${account.organization}\n${account.email}`).digest("hex");
    const takeBackAccount = this.#byAccount.attempt(key);
    return () => {
      takeBackAddress();
      takeBackAccount();
    };
  }
}
