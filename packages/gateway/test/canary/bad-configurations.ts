import type { Markers } from "./markers.ts";

export interface BadConfiguration {
  readonly name: string;
  readonly text: string | Uint8Array;
}

interface Entries {
  readonly sources: readonly object[];
  readonly endpoints: readonly object[];
}

/** Prints its argument on both outputs and fails. */
const FAILING_PROGRAM = "console.log(process.argv[1]);console.error(process.argv[1]);process.exit(1)";

/** Configuration files that hold secrets and problems, the problems where the secrets are: one problem in each. */
export function badConfigurations(markers: Markers): readonly BadConfiguration[] {
  const { sources, endpoints } = badEntries(markers);
  return [
    ...brokenFiles(markers),
    ...sources.map((source, index) => ({
      name: `source ${index}`,
      text: file({ sources: [source], endpoints: [] }),
    })),
    ...endpoints.map((endpoint, index) => ({
      name: `endpoint ${index}`,
      text: file({ sources: [], endpoints: [endpoint] }),
    })),
  ];
}

/** The same problems in few files. */
export function badConfigurationsTogether(markers: Markers): readonly BadConfiguration[] {
  return [...brokenFiles(markers), { name: "a file of bad entries", text: file(badEntries(markers)) }];
}

function brokenFiles(markers: Markers): readonly BadConfiguration[] {
  const mark = markers.text("secret in a broken file");
  return [
    { name: "broken YAML", text: `organizations:\n  - name: a\n    sources: [ { secrets: ["${mark}"` },
    { name: "bytes that are not UTF-8", text: Buffer.concat([Buffer.from(mark), Buffer.from([0xff, 0xfe])]) },
    { name: "one text", text: mark },
  ];
}

function badEntries(markers: Markers): Entries {
  const mark = markers.text("secret in a bad file");
  const callers = [{ name: "clinic", apiKey: `${mark}\n`, secrets: [mark] }];
  const sources = [
    { secrets: [12345, { value: 1, id: mark }] },
    { secrets: mark },
    { secrets: [{ value: mark, vaule: mark }] },
    { secrets: [{ value: mark, notAfter: mark }] },
    { secrets: [`env:${mark}+/=`] },
    { secrets: ["env:NO_SUCH_VARIABLE", mark] },
    { secrets: [`file:${mark}`] },
    { secrets: [`cmd:${process.execPath} -e ${FAILING_PROGRAM} ${mark}`] },
    { secrets: [`cmd:${mark}`] },
    { secrets: [`not hex ${mark}`], scheme: "zentact" },
    { callers, scheme: "insight-health" },
    { secrets: [mark], scheme: { version: 1, id: "own", name: "Own", [mark]: mark } },
    { secrets: [mark], path: `/hook?token=${mark}` },
    { secrets: [mark], toleranceMs: mark, maxBodyBytes: mark, method: mark },
  ];
  const endpoints = [
    { url: `https://user:${mark}@ehr.example.org/?token=${mark}` },
    { url: mark },
    { url: `http://ehr.example.org/?token=${mark}` },
    { headers: { "x-token": `${mark}\r\nx: y`, authorization: [mark] } },
    { apiKey: mark },
  ];
  const url = "https://ehr.example.org/";
  const secrets = [`whsec_${mark}`];
  return {
    sources: sources.map((given, index) => ({ name: `rx-${index}`, scheme: "nabla", ...given })),
    endpoints: endpoints.map((given, index) => {
      const base = { name: `ehr-${index}`, scheme: "standard-webhooks", url, secrets };
      return { ...base, ...given };
    }),
  };
}

/** A problem that is found hides no other, so entries can be looked at alone and together. */
function file(entries: Entries): string {
  return JSON.stringify({ organizations: [{ name: "northside", ...entries }] }, undefined, 1);
}
