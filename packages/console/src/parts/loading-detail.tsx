import { Skeleton } from "@mantine/core";
import type { ReactElement } from "react";
import classes from "./loading-detail.module.css";

/** The outline of one thing that is on its way. */
export function LoadingDetail({ what }: { readonly what: string }): ReactElement {
  return (
    <div className={classes["loading"]} data-busy>
      <p className="unseen" role="status">
        Loading the {what}…
      </p>
      <Skeleton height={22} width="min(360px, 80%)" />
      <Skeleton height={96} />
      <Skeleton height={28} width="min(280px, 60%)" />
      <Skeleton height={180} />
    </div>
  );
}
