import { NativeSelect } from "@mantine/core";
import { Link, getRouteApi } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import { useList } from "../../api/use-list.ts";
import classes from "./playground-screen.module.css";

const route = getRouteApi("/console/playground");

export interface SchemeFieldProps {
  /** The id of the scheme, where it has one that can be chosen; else what stands in its place. */
  readonly shown: string;
  /** Where the start comes from, if it is not the scheme alone. */
  readonly origin?: ReactNode;
}

/** Which scheme is tried: in the URL. */
export function SchemeField({ shown, origin }: SchemeFieldProps): ReactElement {
  const navigate = route.useNavigate();
  const { rows } = useList("listSchemes");
  const isListed = rows.some(({ id }) => id === shown);
  return (
    <div className={classes["scheme"]}>
      <NativeSelect
        label="Scheme"
        value={shown}
        data={[
          ...(isListed ? [] : [{ value: shown, label: shown === "" ? "Choose one" : shown }]),
          ...rows.map(({ id, name, origin: of }) => ({
            value: id,
            label: of === "custom" ? `${name} (your own)` : name,
          })),
        ]}
        onChange={(event) => void navigate({ search: { scheme: event.currentTarget.value }, replace: true })}
      />
      {isListed && (
        <Link to="/console/schemes/$scheme" params={{ scheme: shown }}>
          How it signs
        </Link>
      )}
      {origin !== undefined && <p className={classes["origin"]}>{origin}</p>}
    </div>
  );
}
