import { apiAction } from "../api/api-action.ts";
import { readConfiguration } from "../export/read-configuration.ts";
import { formatYaml } from "../output/format-yaml.ts";
import { print, printJson, talk } from "../output/print.ts";

/** `countersign export`: the running configuration as a file that `serve --config` and `apply` read. */
export const exportConfiguration = apiAction({
  name: "export",
  summary:
    "Prints the organization's schemes, sources and endpoints as a configuration file. Secrets are never exported: each is a reference to a variable.",
  run: async ({ client, isJson }) => {
    const configuration = await readConfiguration(client);
    if (isJson) await printJson(configuration);
    else await print(formatYaml(configuration));
    talk("Set the variables that env: names, then: countersign apply --dry-run -f FILE");
  },
});
