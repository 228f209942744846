import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { LoadingDetail } from "./loading-detail.tsx";
import { Problem } from "./problem.tsx";
import { Screen } from "./screen.tsx";

export interface AnsweredScreenProps<Data> {
  /** What `useAnswer` gives. */
  readonly answer: Pick<UseQueryResult<Data>, "data" | "error" | "refetch">;
  /** "Refused request": what it is, for the words until it is there. */
  readonly kind: string;
  /** The name or id of the URL. */
  readonly name: string;
  /** True: an error leaves what is shown, where the screen asks again by itself. Default false. */
  readonly isKept?: boolean;
  readonly children: (data: Data) => ReactElement;
}

/** The screen of one thing that a URL names: on its way, or why it is not there, or what is made of it. */
export function AnsweredScreen<Data>(props: AnsweredScreenProps<Data>): ReactElement {
  const { answer, kind, name, isKept = false, children } = props;
  const { data, error, refetch } = answer;
  if (error !== null && (data === undefined || !isKept)) {
    return (
      <Screen title={`${kind} ${name}`}>
        <Problem error={error} onRetry={() => void refetch()} />
      </Screen>
    );
  }
  return data === undefined ? <LoadingDetail what={kind.toLowerCase()} /> : children(data);
}
