import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** OWASP's password storage cheat sheet, scrypt: N=2^15, r=8, p=3, which takes 32 MiB for about a tenth of a second. */
const COST = { logN: 15, r: 8, p: 3 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Twice what the parameters need (128 · r · (N + p)): Node refuses what comes near its default of 32 MiB. */
const MEMORY_SHARE = 2;
const BLOCK_BYTES = 128;

const STORED = /^scrypt\$([0-9]{1,2})\$([0-9]{1,2})\$([0-9]{1,2})\$([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+)$/;

/** Gives what is stored of a password: `scrypt$log2 N$r$p$salt$hash`, so that the parameters can rise. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, { ...COST, salt, length: HASH_BYTES });
  const { logN, r, p } = COST;
  return ["scrypt", logN, r, p, salt.toString("base64"), hash.toString("base64")].join("$");
}

/** Whether the password is the one that was hashed; compared in constant time. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, logN, r, p, salt = "", hash = ""] = STORED.exec(stored) ?? [];
  if (hash === "") return false;
  const expected = Buffer.from(hash, "base64");
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
  const given = await derive(password, {
    ...cost,
    salt: Buffer.from(salt, "base64"),
    length: expected.length,
  });
  return timingSafeEqual(given, expected);
}

interface Derivation {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
  readonly length: number;
}

function derive(password: string, { logN, r, p, salt, length }: Derivation): Promise<Buffer> {
  const N = 2 ** logN;
  const maxmem = MEMORY_SHARE * BLOCK_BYTES * r * (N + p);
  // One text each, however a keyboard composes its letters.
  const text = Buffer.from(password.normalize("NFKC"), "utf8");
  return new Promise((resolve, reject) => {
    scrypt(text, salt, length, { N, r, p, maxmem }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
