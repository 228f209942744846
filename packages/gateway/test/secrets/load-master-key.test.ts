import { chmod, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { loadMasterKey } from "../../src/secrets/load-master-key.ts";
import type { MasterKeyOrigin } from "../../src/secrets/load-master-key.ts";

const VALUE = Buffer.alloc(32, 1).toString("base64");

async function emptyDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "countersign-key-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

async function refusal(origin: MasterKeyOrigin): Promise<{ readonly code: unknown; readonly text: string }> {
  try {
    await loadMasterKey(origin);
  } catch (error) {
    if (error instanceof Error && "code" in error)
      return { code: error.code, text: `${error.message} ${error.stack}` };
    throw error;
  }
  return { code: "no error", text: "" };
}

describe("the master key", () => {
  test("is made on the first start in a file that only its owner can read, and is the same on the next", async () => {
    const dataDirectory = join(await emptyDirectory(), "data");
    const [one, two] = [await loadMasterKey({ dataDirectory }), await loadMasterKey({ dataDirectory })];
    expect(Buffer.from(one.fingerprint)).toEqual(Buffer.from(two.fingerprint));
    expect((await stat(join(dataDirectory, "master.key"))).mode & 0o777).toBe(0o600);
    expect((await stat(dataDirectory)).mode & 0o777).toBe(0o700);
  });

  test("is one key when several processes start at once", async () => {
    const dataDirectory = await emptyDirectory();
    const keys = await Promise.all(Array.from({ length: 8 }, () => loadMasterKey({ dataDirectory })));
    expect(new Set(keys.map(({ fingerprint }) => Buffer.from(fingerprint).toString("hex"))).size).toBe(1);
  });

  test("is not made anew beside a database: that key was lost, and a new one would open nothing", async () => {
    const dataDirectory = await emptyDirectory();
    const { code, text } = await refusal({ dataDirectory, isDatabaseThere: true });
    expect([code, text]).toEqual(["master_key_invalid", expect.stringContaining("put back the key")]);
    await expect(stat(join(dataDirectory, "master.key"))).rejects.toThrow(/ENOENT/);
    await loadMasterKey({ dataDirectory });
    expect((await refusal({ dataDirectory, isDatabaseThere: true })).code).toBe("no error");
  });

  test("differs from directory to directory", async () => {
    const one = await loadMasterKey({ dataDirectory: await emptyDirectory() });
    const two = await loadMasterKey({ dataDirectory: await emptyDirectory() });
    expect(Buffer.from(one.fingerprint)).not.toEqual(Buffer.from(two.fingerprint));
  });

  test.each(["value", "command"] as const)("can be given as a %s, and then no file is made", async (way) => {
    const dataDirectory = await emptyDirectory();
    const origin = way === "value" ? { value: VALUE } : { command: `echo ${VALUE}` };
    const key = await loadMasterKey({ dataDirectory, ...origin });
    expect(key.key.export()).toEqual(Buffer.alloc(32, 1));
    await expect(stat(join(dataDirectory, "master.key"))).rejects.toThrow(/ENOENT/);
  });

  test.each([0o640, 0o604, 0o660, 0o666])("is refused from a file of mode %o", async (mode) => {
    const dataDirectory = await emptyDirectory();
    const path = join(dataDirectory, "master.key");
    await writeFile(path, VALUE);
    await chmod(path, mode);
    expect((await refusal({ dataDirectory })).code).toBe("master_key_exposed");
  });

  test("is refused through a symbolic link", async () => {
    const dataDirectory = await emptyDirectory();
    await writeFile(join(dataDirectory, "elsewhere"), VALUE, { mode: 0o600 });
    await symlink(join(dataDirectory, "elsewhere"), join(dataDirectory, "master.key"));
    expect((await refusal({ dataDirectory })).code).toBe("master_key_invalid");
  });

  test.each([
    ["empty", ""],
    ["31 bytes", Buffer.alloc(31).toString("base64")],
    ["33 bytes", Buffer.alloc(33).toString("base64")],
    ["hex", Buffer.alloc(32).toString("hex")],
    ["base64url", Buffer.alloc(32, 0xff).toString("base64url")],
    ["without padding", VALUE.slice(0, -1)],
    ["with bits beyond its end", `${VALUE.slice(0, -2)}F=`],
    ["with a space in front", ` ${VALUE}`],
  ])("is refused when it is %s, and the refusal does not show it", async (_what, value) => {
    const { code, text } = await refusal({ dataDirectory: await emptyDirectory(), value });
    expect(code).toBe("master_key_invalid");
    expect(value !== "" && text.includes(value)).toBe(false);
  });

  test.each(["exit 3", "echo marked-output; exit 1", "true", "yes | head -c 5000"])(
    "is refused from the command %s, and the refusal does not show command or output",
    async (command) => {
      const { code, text } = await refusal({ dataDirectory: await emptyDirectory(), command });
      expect(code).toBe("master_key_invalid");
      expect(text.includes("marked-output") || text.includes(command)).toBe(false);
    },
  );

  test("has a fingerprint that is not the key", async () => {
    const dataDirectory = await emptyDirectory();
    const { fingerprint } = await loadMasterKey({ dataDirectory });
    const file = await readFile(join(dataDirectory, "master.key"), "latin1");
    const bytes = Buffer.from(file, "base64");
    expect(bytes.includes(Buffer.from(fingerprint))).toBe(false);
    expect(fingerprint.length).toBe(16);
  });
});
