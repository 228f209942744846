import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { chmod, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { makeOwnerDirectory } from "../owner-directory.ts";

const FILE_NAME = "setup-code";
const MODE_OF_OWNER = 0o600;

/** Crockford's base32, upper case for reading aloud: no I, L, O, U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 28 characters of 5 bits are 140 bits, in groups that an eye can keep. */
const CODE_CHARACTERS = 28;
const GROUP_CHARACTERS = 4;
const CODE = /^(?:[0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/;

export interface SetupCodeOptions {
  /**
   * Whether there is neither API key nor user yet. The code is then shown to whoever starts the gateway, and is good for the first of them only:
   * of several gateways that start on one database each shows its own. Default false.
   */
  readonly isForFirst?: boolean;
  /** Whether a code of an earlier start, which may have been shown, is replaced. Default false. */
  readonly isRenewed?: boolean;
}

/**
 * The code that makes the first API key or admin, and later ones for whoever can read the data folder. It lies in the file
 * `setup-code` there, for its owner only, and is replaced each time it is used.
 */
export class SetupCode {
  /** Where it can be read. */
  readonly path: string;
  #code: string;
  #isForFirst: boolean;
  #using: Promise<unknown> = Promise.resolve();

  private constructor(path: string, code: string, isForFirst: boolean) {
    this.path = path;
    this.#code = code;
    this.#isForFirst = isForFirst;
  }

  /** Reads the code of the data folder, or makes one where there is none that can be used. */
  static async open(
    dataDirectory: string,
    { isForFirst = false, isRenewed = false }: SetupCodeOptions = {},
  ): Promise<SetupCode> {
    await makeOwnerDirectory(dataDirectory);
    const path = join(dataDirectory, FILE_NAME);
    const present = isRenewed ? undefined : await readCode(path);
    if (present !== undefined) {
      // Made readable for others, it would be known to them.
      await chmod(path, MODE_OF_OWNER);
      return new SetupCode(path, present, isForFirst);
    }
    const code = newCode();
    await writeCode(path, code);
    return new SetupCode(path, code, isForFirst);
  }

  /** The present code. For the person who starts the gateway; never for a log or an answer. */
  get text(): string {
    return this.#code;
  }

  /**
   * Carries out `change` if the code is right, one caller after another, and puts a new code in its place once the change
   * is done. A change that throws leaves the code as it is; one that gives undefined says that the code is void, because it
   * was for the first way in and there is one.
   *
   * @returns Undefined where the code is wrong or void.
   */
  use<Result>(
    code: string,
    change: (isForFirst: boolean) => Promise<Result | undefined>,
  ): Promise<Result | undefined> {
    const turn = this.#using.catch(() => {}).then(() => this.#use(code, change));
    this.#using = turn;
    return turn;
  }

  async #use<Result>(
    code: string,
    change: (isForFirst: boolean) => Promise<Result | undefined>,
  ): Promise<Result | undefined> {
    if (!timingSafeEqual(digestOf(readable(code)), digestOf(this.#code))) return undefined;
    const result = await change(this.#isForFirst);
    // From now on the old one is worth nothing, also where the file cannot be written.
    this.#code = newCode();
    this.#isForFirst = false;
    await writeCode(this.path, this.#code);
    return result;
  }
}

function newCode(): string {
  const bytes = [...randomBytes(CODE_CHARACTERS)];
  return grouped(bytes.map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join(""));
}

/** Reads what was typed as Crockford says: either case, o for zero, i and l for one, hyphens anywhere. */
function readable(code: string): string {
  const text = code.toUpperCase().replaceAll(/[\s-]/g, "");
  return grouped(text.replaceAll("O", "0").replaceAll(/[IL]/g, "1"));
}

function grouped(text: string): string {
  const groups: string[] = [];
  for (let at = 0; at < text.length; at += GROUP_CHARACTERS)
    groups.push(text.slice(at, at + GROUP_CHARACTERS));
  return groups.join("-");
}

function digestOf(text: string): Buffer {
  return createHash("sha256").update(text, "utf8").digest();
}

async function readCode(path: string): Promise<string | undefined> {
  try {
    const text = (await readFile(path, "utf8")).trimEnd();
    return CODE.test(text) ? text : undefined;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Whole or not at all: a reader never finds half a code. */
async function writeCode(path: string, code: string): Promise<void> {
  const draft = `${path}.new`;
  {
    await using file = await open(draft, "w", MODE_OF_OWNER);
    await file.chmod(MODE_OF_OWNER);
    await file.writeFile(`${code}\n`);
    await file.sync();
  }
  await rename(draft, path);
}
