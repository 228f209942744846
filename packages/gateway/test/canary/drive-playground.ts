import type { Markers } from "./markers.ts";

/** Sends one request to the API: name of the route, path, and what is asked. */
type Call = (
  name: string,
  path: string,
  asking: { readonly body: object; readonly mayHold?: readonly string[] },
) => Promise<Buffer>;

const BODY = "body of the playground";

/**
 * Signs, verifies and explains with a marked secret and a marked body. What was signed is shown to whoever sent it; the
 * secret is shown to nobody, and neither is kept or logged.
 */
export async function drivePlayground(
  markers: Markers,
  { call, succeed }: { readonly call: Call; readonly succeed: Call },
): Promise<void> {
  const secret = markers.secret("secret of the playground");
  const body = JSON.stringify({ id: "e-1", type: "note.created", data: markers.text(BODY) });
  const given = {
    scheme: "nabla",
    secrets: [{ value: secret }],
    bodyBase64: Buffer.from(body).toString("base64"),
  };
  await succeed("signInPlayground", "playground/sign", { body: given, mayHold: [BODY] });
  const marked = { name: "x-token", value: markers.text("header of the playground") };
  const request = { ...given, headers: [marked] };
  await succeed("verifyInPlayground", "playground/verify", { body: request, mayHold: [BODY] });
  await succeed("explainInPlayground", "playground/explain", { body: request });
  const mark = markers.text("wrong input of the playground");
  for (const bad of [
    { scheme: mark },
    { secrets: [mark] },
    { scheme: "zentact", keyEncoding: "hex", secrets: [{ value: mark }] },
    { scheme: "honeybee", publicUrl: `${mark}\ud800` },
    { method: mark },
    { at: mark },
  ]) {
    await call("signInPlayground", "playground/sign", { body: { ...given, ...bad } });
  }
}
