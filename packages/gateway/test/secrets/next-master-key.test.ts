import { readFile, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadMasterKey } from "../../src/secrets/load-master-key.ts";
import {
  findNextMasterKey,
  provideNextMasterKey,
  settleNextMasterKey,
} from "../../src/secrets/next-master-key.ts";
import { codeOf } from "../store/scenario.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const VALUE = Buffer.alloc(32, 5).toString("base64");

describe("the next master key", () => {
  test("is made as a file for its owner only, once, and takes the place of the older one in the end", async () => {
    await using directory = await temporaryDirectory("next-key");
    const origin = { dataDirectory: directory.path, isCurrentInFile: true };
    const old = await loadMasterKey({ dataDirectory: directory.path });
    expect(await findNextMasterKey(origin)).toBeUndefined();
    const next = await provideNextMasterKey(origin);
    expect((await stat(join(directory.path, "master.key.next"))).mode & 0o777).toBe(0o600);
    expect((await provideNextMasterKey(origin)).fingerprint).toEqual(next.fingerprint);
    expect((await findNextMasterKey(origin))?.fingerprint).toEqual(next.fingerprint);
    expect(next.fingerprint).not.toEqual(old.fingerprint);
    await settleNextMasterKey(origin);
    expect(await readdir(directory.path)).toEqual(["master.key"]);
    expect((await loadMasterKey({ dataDirectory: directory.path })).fingerprint).toEqual(next.fingerprint);
    // Nothing left to settle.
    await settleNextMasterKey(origin);
  });

  test("is the given value or what the command prints, and leaves the files alone", async () => {
    await using directory = await temporaryDirectory("next-key");
    const { path } = directory;
    await writeFile(join(path, "master.key"), "not to be touched");
    const given = { dataDirectory: path, isCurrentInFile: true, value: VALUE };
    const printed = { dataDirectory: path, isCurrentInFile: false, command: `echo ${VALUE}` };
    const [one, two] = [await provideNextMasterKey(given), await provideNextMasterKey(printed)];
    expect(one.fingerprint).toEqual(two.fingerprint);
    await settleNextMasterKey(given);
    await settleNextMasterKey(printed);
    expect(await readFile(join(path, "master.key"), "utf8")).toBe("not to be touched");
  });

  test("has to be given where the present one is no file", async () => {
    await using directory = await temporaryDirectory("next-key");
    const origin = { dataDirectory: directory.path, isCurrentInFile: false };
    expect(await codeOf(provideNextMasterKey(origin))).toBe("next_master_key_missing");
    expect(await readdir(directory.path)).toEqual([]);
  });

  test("is refused where it is none", async () => {
    await using directory = await temporaryDirectory("next-key");
    const origin = { dataDirectory: directory.path, isCurrentInFile: true, value: "short" };
    expect(await codeOf(findNextMasterKey(origin))).toBe("master_key_invalid");
  });
});
