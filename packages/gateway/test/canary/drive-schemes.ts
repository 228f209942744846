import { insightHealth, nabla } from "countersign/schemes";
import type { Markers } from "./markers.ts";

/** Sends one request to the API: name of the route, path, and what is asked. */
type Call = (
  name: string,
  path: string,
  asking: { readonly method?: string; readonly body?: object; readonly mayHold?: readonly string[] },
) => Promise<unknown>;

const NOTE = "note in a scheme";

/**
 * Makes, names, changes and deletes a scheme of the organization's own, with a mark in its text, which the store has to
 * seal; and sends what is refused, with marks where a secret may have slipped in.
 */
export async function driveSchemes(
  markers: Markers,
  { call, succeed }: { readonly call: Call; readonly succeed: Call },
): Promise<void> {
  const scheme = { ...nabla, id: "own-by-api", notes: [markers.text(NOTE)] };
  const path = `schemes/${scheme.id}`;
  const mayHold = [NOTE];
  await succeed("createScheme", "schemes", { body: scheme, mayHold });
  await call("createScheme", "schemes", { body: scheme });
  const secrets = [markers.secret("secret of a source with an own scheme")];
  const source = { name: "named-by-api", scheme: scheme.id, secrets };
  await succeed("createSource", "sources", { body: source });
  await succeed("updateScheme", path, { method: "PUT", body: { ...scheme, name: "Changed" }, mayHold });
  await call("updateScheme", path, { method: "PUT", body: { ...insightHealth, id: scheme.id } });
  await call("updateScheme", "schemes/nabla", { method: "PUT", body: nabla });
  await call("deleteScheme", path, { method: "DELETE" });
  await succeed("getScheme", path, { method: "GET", mayHold });
  await succeed("listSchemes", "schemes", { method: "GET" });

  const mark = markers.text("secret in a bad scheme");
  const { proof } = nabla;
  for (const bad of [
    { [mark]: mark },
    { id: `${mark} is no id` },
    { proof: { ...proof, [mark]: mark } },
    { proof: { ...proof, key: { encoding: mark } } },
    { answer: { refused: mark } },
  ]) {
    await call("createScheme", "schemes", { body: { ...scheme, ...bad } });
    await call("createSource", "sources", {
      body: { ...source, name: "bad", scheme: { ...scheme, ...bad } },
    });
  }
  await succeed("deleteSource", `sources/${source.name}`, { method: "DELETE" });
  await succeed("deleteScheme", path, { method: "DELETE" });
}
