import { schemes } from "countersign/schemes";
import { describe, expect, it } from "vitest";
import { runCommand } from "../support/run-command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { vendorVectors } from "../support/vendor-vectors.ts";

const folder = temporaryFolder();

describe("schemes", () => {
  it("says what there is when no action is named, and exits with 2", async () => {
    const { exitCode, stdout, stderr } = await runCommand(["schemes"]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("schemes ACTION");
  });

  it("lists every built-in scheme, for people and as JSON", async () => {
    const { exitCode, stdout } = await runCommand(["schemes", "list"]);
    expect(exitCode).toBe(0);
    expect(stdout.trimEnd().split("\n")).toHaveLength(Object.keys(schemes).length);
    expect(stdout).toMatch(/^nabla +Nabla Core API +hmac-sha256, hex, timestamp\+body, 60 s$/m);

    const json = await runCommand(["schemes", "list", "--json"]);
    const ids = (JSON.parse(json.stdout) as { readonly id: string }[]).map(({ id }) => id);
    expect(ids).toEqual(Object.keys(schemes));
  });

  it("shows where the signature stands, what is signed and the example events", async () => {
    const { exitCode, stdout } = await runCommand(["schemes", "show", "suki"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^signature +X-API-Key: hex-any-case$/m);
    expect(stdout).toMatch(
      /^content +generated-at \(unix-milliseconds, at most 300 s off\) \+ ":" \+ body$/m,
    );
    expect(stdout).toMatch(/^event +failure$/m);
  });

  it("shows a scheme as the JSON that a scheme file holds", async () => {
    const { stdout } = await runCommand(["schemes", "show", "honeybee", "--json"]);
    expect(JSON.parse(stdout)).toEqual(schemes["honeybee"]);

    const file = folder.write("honeybee.json", stdout);
    expect(await runCommand(["schemes", "test", file])).toMatchObject({ exitCode: 0, stdout: "" });
  });

  it("names the nearest scheme for a slip of the fingers", async () => {
    const { exitCode, stdout, stderr } = await runCommand(["schemes", "show", "honeybe"]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("scheme_unknown");
    expect(stderr).toContain("did you mean honeybee?");
  });
});

describe("schemes test", () => {
  it("names the place where a file breaks the scheme language", async () => {
    const proof = { ...schemes["nabla"]?.proof, algorithm: "md5" };
    const file = folder.write("md5.json", JSON.stringify({ ...schemes["nabla"], proof }));
    const { exitCode, stderr } = await runCommand(["schemes", "test", file]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^scheme_invalid: .*algorithm/);
  });

  it.each([
    ["a file that is not there", "absent.json", undefined, "input_unreadable"],
    ["a file that is no JSON", "text.json", "scheme: nabla", "json_invalid"],
  ])("refuses %s", async (_, name, content, code) => {
    const file = content === undefined ? `${folder.path}/${name}` : folder.write(name, content);
    const { exitCode, stdout, stderr } = await runCommand(["schemes", "test", file]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(new RegExp(`^${code}: `));
  });

  it.each([...vendorVectors()])("judges the vectors of %s as expected", async (id, vectors) => {
    const file = folder.write(`${id}-vectors.json`, JSON.stringify(vectors));
    const { exitCode, stdout, stderr } = await runCommand(["schemes", "test", id, "--vectors", file]);
    expect(stdout).not.toContain("WRONG");
    expect(stderr).toContain(`${vectors.length} of ${vectors.length} vectors`);
    expect(exitCode).toBe(0);
  });

  it("exits with 1 and says what was found when a vector is judged otherwise", async () => {
    const [vector] = vendorVectors().get("suki") ?? [];
    const vectors = [{ ...vector, name: "never", secrets: ["another"] }];
    const file = folder.write("wrong-vectors.json", JSON.stringify({ vectors }));
    const { exitCode, stdout } = await runCommand(["schemes", "test", "suki", "--vectors", file]);
    expect([exitCode, stdout]).toEqual([1, "WRONG  never  expected accept, found no_match\n"]);
  });

  it("names the field of a vector that is of the wrong kind, and not its value", async () => {
    const [vector] = vendorVectors().get("suki") ?? [];
    const file = folder.write("odd-vectors.json", JSON.stringify([vector, { ...vector, secrets: "shh" }]));
    const { exitCode, stderr } = await runCommand(["schemes", "test", "suki", "--vectors", file]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("vectors_invalid");
    expect(stderr).toContain("vectors[1].secrets is not a list of texts");
    expect(stderr).not.toContain("shh");
  });
});
