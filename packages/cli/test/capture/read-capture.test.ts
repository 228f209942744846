import { expect, it } from "vitest";
import { readCapture } from "../../src/capture/read-capture.ts";
import { captureFormats } from "../support/capture-formats.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { vendorVectors } from "../support/vendor-vectors.ts";

const folder = temporaryFolder();
const vectors = [...vendorVectors().values()].flat();

it.each(Object.entries(captureFormats))(
  "reads every vendor's requests byte for byte from %s",
  async (_, write) => {
    expect(vectors.length).toBeGreaterThan(100);
    for (const { method, url, headers, bodyBase64 } of vectors) {
      const body = Buffer.from(bodyBase64, "base64");
      const capture = await readCapture(write(folder, { method, url, headers, body }));
      expect(Buffer.from(capture.body).toString("base64")).toBe(bodyBase64);
      expect(capture.method).toBe(method);
      expect(capture.doubts).toEqual([]);
      expect(capture.headers).toEqual(expect.arrayContaining(Object.entries(headers).flatMap(trimmed)));
    }
  },
);

/** A blank around a value is no part of it (RFC 9110 section 5.5). */
function trimmed([name, value]: readonly [string, string]): readonly string[] {
  return [name, value.trim()];
}

it("refuses what is no capture, and shows nothing of it", async () => {
  for (const content of ["", "jane doe", '{"patient":"jane doe"}', '{"patient":"jane doe"', "[1]"]) {
    const reading = readCapture(folder.write("odd", content));
    await expect(reading).rejects.toMatchObject({
      code: "capture_not_understood",
      message: expect.not.stringContaining("jane"),
    });
  }
});

it("refuses a file that is not there", async () => {
  await expect(readCapture(`${folder.path}/absent.http`)).rejects.toMatchObject({ code: "input_unreadable" });
});

it("refuses a capture that is too large", async () => {
  const file = folder.write("large", Buffer.alloc(16 * 1024 * 1024 + 1));
  await expect(readCapture(file)).rejects.toMatchObject({ code: "input_too_large" });
});
