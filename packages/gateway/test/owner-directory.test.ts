import { existsSync } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeOwnerDirectory } from "../src/owner-directory.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-directory-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("makes a folder and the missing ones above it, for the owner alone", async () => {
  const path = join(folder, "a/b/c");
  await makeOwnerDirectory(path);
  expect((await stat(path)).mode & 0o777).toBe(0o700);
});

test("leaves a folder that is there as it is", async () => {
  await makeOwnerDirectory(folder);
  await makeOwnerDirectory(folder);
  expect((await stat(folder)).isDirectory()).toBe(true);
});

test("fails where a file has the name", async () => {
  await writeFile(join(folder, "file"), "");
  await expect(makeOwnerDirectory(join(folder, "file"))).rejects.toMatchObject({ code: "EEXIST" });
  await expect(makeOwnerDirectory(join(folder, "file/below"))).rejects.toMatchObject({ code: "ENOTDIR" });
});

test.skipIf(!existsSync("/proc/self"))(
  "ends with an error where no folder can be made (needs /proc)",
  async () => {
    await expect(makeOwnerDirectory("/proc/countersign/data")).rejects.toMatchObject({ code: "ENOENT" });
  },
);
