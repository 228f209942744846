import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveReference } from "../../../src/config/file/resolve-reference.ts";
import type { Resolved } from "../../../src/config/file/resolve-reference.ts";
import { temporaryDirectory } from "../../support/temporary-directory.ts";
import type { TemporaryDirectory } from "../../support/temporary-directory.ts";

const environment = { NAME: "a value", EMPTY: "", PATH: process.env["PATH"] };

async function resolveIn(directory: string, text: string): Promise<Resolved> {
  return await resolveReference(text, { environment, directory });
}

async function resolve(text: string): Promise<Resolved> {
  return await resolveIn(import.meta.dirname, text);
}

test("a text that is no reference is the value itself", async () => {
  for (const text of ["plain", " padded ", "whsec_abc", "https://x", "ENV:NAME"]) {
    expect(await resolve(text)).toEqual({ isResolved: true, value: text, isLiteral: true });
  }
});

test("literal: gives the text behind it, even one that looks like a reference", async () => {
  expect(await resolve("literal:env:NAME")).toEqual({ isResolved: true, value: "env:NAME", isLiteral: true });
});

describe("env:", () => {
  test("gives the variable as it is", async () => {
    expect(await resolve("env:NAME")).toEqual({ isResolved: true, value: "a value", isLiteral: false });
  });

  test("refuses one that is missing, empty or a property of every object", async () => {
    for (const name of ["NOWHERE", "EMPTY", "toString", "__proto__", ""]) {
      expect(await resolve(`env:${name}`)).toMatchObject({ isResolved: false });
    }
  });
});

describe("file:", () => {
  let directory: TemporaryDirectory;

  beforeAll(async () => {
    directory = await temporaryDirectory("reference");
  });

  afterAll(async () => {
    await directory[Symbol.asyncDispose]();
  });

  test.each([
    ["no newline", "secret", "secret"],
    ["one newline", "secret\n", "secret"],
    ["one CRLF", "secret\r\n", "secret"],
    ["two newlines", "secret\n\n", "secret\n"],
    ["blanks, which belong to it", " secret \n", " secret "],
  ])("gives the text, less one newline at its end: %s", async (_, content, value) => {
    await writeFile(join(directory.path, "key"), content);
    expect(await resolveIn(directory.path, "file:key")).toEqual({
      isResolved: true,
      value,
      isLiteral: false,
    });
    expect(await resolveIn("/", `file:${join(directory.path, "key")}`)).toMatchObject({ value });
  });

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["only a newline", Buffer.from("\n")],
    ["bytes that are not UTF-8", Buffer.from([0xff, 0xfe])],
    ["more than 64 KiB", Buffer.alloc(64 * 1024 + 1, "x")],
  ])("refuses a file that holds %s", async (_, content) => {
    await writeFile(join(directory.path, "key"), content);
    expect(await resolveIn(directory.path, "file:key")).toMatchObject({ isResolved: false });
  });

  test("refuses a folder and a file that is not there, with the system's code", async () => {
    expect(await resolve("file:.")).toMatchObject({ isResolved: false, found: "the error EISDIR" });
    expect(await resolve("file:none")).toMatchObject({ isResolved: false, found: "the error ENOENT" });
  });
});

describe("cmd:", () => {
  test("gives what the program prints, less one newline", async () => {
    expect(await resolve("cmd:echo  a  value")).toMatchObject({ isResolved: true, value: "a value" });
  });

  test("starts no shell: variables, quotes and pipes are plain arguments", async () => {
    expect(await resolve('cmd:echo $NAME "a" | cat')).toMatchObject({ value: '$NAME "a" | cat' });
  });

  test.each([
    ["fails", "cmd:false", "the exit code 1"],
    ["is not there", "cmd:no-such-program-here", "the error ENOENT"],
    ["prints nothing", "cmd:true", "nothing"],
    ["is not named", "cmd: ", "no program"],
    ["prints too much", "cmd:head -c 100000 /dev/zero", "more than 65536 bytes"],
  ])("refuses a program that %s", async (_, text, found) => {
    expect(await resolve(text)).toMatchObject({ isResolved: false, found });
  });
});
