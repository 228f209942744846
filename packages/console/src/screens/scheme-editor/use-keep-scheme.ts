import { useRouter } from "@tanstack/react-router";
import { basedOn } from "../../api/entity-tags.ts";
import { useAct } from "../../api/use-act.ts";
import { useNotice } from "../../notices/notices.tsx";

type Definition = Readonly<Record<string, unknown>>;

export interface KeepScheme {
  readonly create: (definition: Definition) => void;
  /** Refused where somebody else has changed it since it was read. */
  readonly update: (id: string, definition: Definition) => void;
  readonly isBusy: boolean;
  readonly error: Error | null;
}

/** Keeps what is in the editor, and goes to the page of the scheme. */
export function useKeepScheme(): KeepScheme {
  const { history } = useRouter();
  const notify = useNotice();
  const changes = ["listSchemes", "getScheme", "testScheme"] as const;
  const done = (words: string) => (scheme: { readonly id: string }) => {
    notify({ kind: "good", text: words });
    history.push(`/console/schemes/${scheme.id}`);
  };
  const create = useAct("createScheme", {
    changes,
    onDone: done("Kept. Sources and endpoints may name it from now on."),
  });
  const update = useAct("updateScheme", {
    changes,
    onDone: done("Saved. Whatever names it goes by it from the next request on."),
  });
  return {
    create: (definition) => create.mutate({ body: { ...definition } }),
    update: (id, definition) => {
      const call = { params: { scheme: id }, body: { ...definition } };
      update.mutate({ ...call, ...basedOn(`/api/v1/schemes/${id}`) });
    },
    isBusy: create.isPending || update.isPending,
    error: create.error ?? update.error,
  };
}
