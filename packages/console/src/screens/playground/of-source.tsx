import { Link } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { benchMethods, emptyInput } from "../../playground/bench-input.ts";
import { BenchView } from "../../playground/bench-view.tsx";
import { schemeId } from "../../senders/scheme-facts.ts";
import { useScheme } from "../../senders/use-scheme.ts";
import { senderUrl } from "../../senders/sender-url.ts";
import { SchemeField } from "./scheme-field.tsx";

export interface OfSourceProps {
  readonly source: string;
  /** Lines to start with. Default: none. */
  readonly headers?: string;
  /** Instead of the words about the source. */
  readonly origin?: ReactNode;
}

/** The playground as a source would judge: its scheme and settings. Its secrets stay where they are. */
export function OfSource({ source: name, headers = "", origin }: OfSourceProps): ReactElement {
  const source = useAnswer("getSource", { params: { source: name } });
  const health = useAnswer("getHealth");
  const data = useScheme(source.data?.scheme ?? {});
  if (source.error !== null) return <Problem error={source.error} onRetry={() => void source.refetch()} />;
  if (source.data === undefined || data?.proof === undefined) return <LoadingDetail what="source" />;
  const { scheme, keyEncoding, method, toleranceMs, path, state } = source.data;
  const start = {
    ...emptyInput,
    keyEncoding: keyEncoding ?? "",
    url: senderUrl(source.data),
    method: benchMethods.find((each) => each === method) ?? "POST",
    headers,
  } as const;
  return (
    <>
      <SchemeField
        shown={schemeId(scheme)}
        origin={
          origin ?? (
            <>
              As the source{" "}
              <Link to="/console/sources/$source" params={{ source: name }}>
                {name}
              </Link>{" "}
              judges. Its secrets are not here: enter one to try.
            </>
          )
        }
      />
      <BenchView
        scheme={{ choice: scheme, data, toleranceMs }}
        start={start}
        sending={{ target: { source: name, path }, reasonNot: reasonNotSent(state, health.data) }}
      />
    </>
  );
}

/** Why a request cannot be sent to a source from this page. */
function reasonNotSent(
  state: Answer<"getSource">["state"],
  health: Answer<"getHealth"> | undefined,
): string | undefined {
  if (state !== "enabled") return "The source does not receive now.";
  if (health === undefined) return "Asking the gateway where it receives…";
  if (health.isReceivingHere) return undefined;
  return "Senders reach the gateway at another address than this page: sign it, and send the curl.";
}
