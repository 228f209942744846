import { Button, Tooltip } from "@mantine/core";
import type { ButtonProps } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import type { RouteName } from "@countersign/contract";
import { whyNot } from "../api/acts.ts";
import { useSession } from "../api/session.ts";

export interface ActButtonProps extends Pick<ButtonProps, "variant" | "color" | "loading" | "leftSection"> {
  /** The route that the button leads to: the role must be allowed to call it. */
  readonly route: RouteName;
  /** Why it makes no sense now, whatever the role: "Already delivered." */
  readonly reasonNotNow?: string | undefined;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A button for an act. Where it cannot be done it stays in place, says why, and does nothing. */
export function ActButton(props: ActButtonProps): ReactElement {
  const { route, reasonNotNow, onClick, children, variant = "default", ...look } = props;
  const { role } = useSession();
  const reason = whyNot(role, route) ?? reasonNotNow;
  if (reason === undefined) {
    return (
      <Button variant={variant} onClick={onClick} {...look}>
        {children}
      </Button>
    );
  }
  return (
    <Tooltip label={reason}>
      {/* `data-disabled` instead of `disabled`: it can have the focus, so that the reason can be read. */}
      <Button
        variant={variant}
        {...look}
        data-disabled
        aria-disabled
        aria-description={reason}
        onClick={(event) => event.preventDefault()}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
