import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { createSigner, createVerifier } from "../../src/index.ts";
import { zentact } from "../../src/schemes/zentact.ts";

const hasPython = spawnSync("python3", ["--version"]).status === 0;

// What Python does cannot be shown without it.
describe.skipIf(!hasPython)("Python's standard library", () => {
  test("Python's base64 decoder takes rubbish within and behind a signature, and Countersign refuses it", () => {
    const keys = [{ secret: "00112233445566778899aabbccddeeff" }];
    const signature = createSigner(zentact, { keys }).sign({ body: "{}" })["x-hmac-signature"] ?? "";
    const verifier = createVerifier(zentact, { keys });
    const spellings = [`${signature.slice(0, 5)}!*${signature.slice(5)}`, `${signature}AAAA`];
    const decode = "import base64, sys\nprint([base64.b64decode(text).hex() for text in sys.argv[1:]])";
    const bytes = Buffer.from(signature, "base64").toString("hex");
    expect(python(decode, ...spellings)).toBe(`['${bytes}', '${bytes}']\n`);
    for (const spelling of spellings) {
      expect(verifier.verify({ headers: { "x-hmac-signature": spelling }, body: "{}" })).toMatchObject({
        code: "malformed_signature",
      });
    }
  });

  test("bytes.fromhex skips blanks, where Node stops at them", () => {
    expect(python("print(bytes.fromhex('00 11 22 33').hex())")).toBe("00112233\n");
    expect(Buffer.from("00 11 22 33", "hex").toString("hex")).toBe("00");
  });

  test("Python's HTTP client sends text as Latin-1, and not at all where that has no letter", () => {
    const program = [
      "import http.client",
      "sent = []",
      "class Recorded:",
      "    def sendall(self, part): sent.append(part)",
      "for text in ['\\u00e9', '\\u6771']:",
      "    connection = http.client.HTTPConnection('localhost')",
      "    connection.sock = Recorded()",
      "    try: connection.request('POST', '/', text); print(b''.join(sent)[-5:])",
      "    except UnicodeEncodeError: print('UnicodeEncodeError')",
    ].join("\n");
    expect(python(program)).toBe("b'\\r\\n\\r\\n\\xe9'\nUnicodeEncodeError\n");
  });
});

function python(program: string, ...values: readonly string[]): string {
  const { stdout, stderr } = spawnSync("python3", ["-c", program, ...values], { encoding: "utf8" });
  return stdout || stderr;
}
