import { hashPassword, isPassword } from "./password-hash.ts";

/** Each takes 32 MiB and a thread that files and names are looked up with too; there are four of those. */
const MAX_AT_ONCE = 2;

/** At ten a second each waits three seconds at most. */
const MAX_WAITING = 32;

/** Thrown where too many wait already; nothing was hashed. */
export class PasswordsBusy extends Error {
  override readonly name = "PasswordsBusy";
}

/** Hashes and compares passwords, few at once: signing in must not take the processor from receiving. */
export class Passwords {
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  #decoy: Promise<string> | undefined;

  /** @throws PasswordsBusy */
  hash(password: string): Promise<string> {
    return this.#inTurn(() => hashPassword(password));
  }

  /**
   * Whether it is the password that was hashed. False without a hash, which costs the same as a wrong password: the time
   * must not tell who is known.
   *
   * @throws PasswordsBusy
   */
  matches(password: string, stored: string | undefined): Promise<boolean> {
    return this.#inTurn(async () => {
      if (stored !== undefined) return isPassword(password, stored);
      // Made anew where it failed.
      this.#decoy ??= hashPassword("a password of nobody").catch((error: unknown) => {
        this.#decoy = undefined;
        throw error;
      });
      await isPassword(password, await this.#decoy);
      return false;
    });
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= MAX_AT_ONCE) {
      if (this.#waiting.length >= MAX_WAITING) throw new PasswordsBusy();
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // Whoever waits longest takes the place over.
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}
