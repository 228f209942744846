import { expect, test } from "vitest";
import { hashPassword, isPassword } from "../../src/sign-in/password-hash.ts";
import { Passwords, PasswordsBusy } from "../../src/sign-in/passwords.ts";

test("a password is hashed with its parameters and a salt of its own, and known again", async () => {
  const [one, other] = [await hashPassword("correct horse"), await hashPassword("correct horse")];
  expect(one).toMatch(/^scrypt\$15\$8\$3\$[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=$/);
  expect(one).not.toBe(other);
  expect(await isPassword("correct horse", one)).toBe(true);
  expect(await isPassword("correct horsE", one)).toBe(false);
  // The same letters, however a keyboard composes them.
  expect(await isPassword("\u00e9", await hashPassword("e\u0301"))).toBe(true);
});

test("a hash of other parameters is still understood", async () => {
  // RFC 7914, section 12: P="password", S="NaCl", N=1024, r=8, p=16; its first 32 bytes.
  const hash = Buffer.from("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162", "hex");
  const stored = `scrypt$10$8$16$${Buffer.from("NaCl").toString("base64")}$${hash.toString("base64")}`;
  expect(await isPassword("password", stored)).toBe(true);
  expect(await isPassword("passwore", stored)).toBe(false);
});

test("what is no hash of ours matches nothing", async () => {
  for (const stored of ["", "password", "scrypt$15$8$3$$", "md5$1$1$1$AA==$AA=="]) {
    expect(await isPassword("password", stored)).toBe(false);
  }
});

test("without a hash nothing matches, not even what is hashed in its place", async () => {
  expect(await new Passwords().matches("a password of nobody", undefined)).toBe(false);
});

test("more than may wait are refused at once; those who wait have their turn", async () => {
  const passwords = new Passwords();
  // The least that scrypt takes: this is about the queue.
  const cheap = "scrypt$1$1$1$AAAA$AAAA";
  const results = await Promise.allSettled(
    Array.from({ length: 40 }, () => passwords.matches("password", cheap)),
  );
  const busy = results.filter(
    (result) => result.status === "rejected" && result.reason instanceof PasswordsBusy,
  );
  expect(busy).toHaveLength(6);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(34);
  expect(await passwords.matches("password", cheap)).toBe(false);
});
