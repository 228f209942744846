import { getRouteApi } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { whyNot } from "../../api/acts.ts";
import { useSession } from "../../api/session.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Screen } from "../../parts/screen.tsx";
import { DetailsStep } from "./details-step.tsx";
import { StepList } from "./step-list.tsx";
import { UrlStep } from "./url-step.tsx";
import { VendorStep } from "./vendor-step.tsx";
import { WaitStep } from "./wait-step.tsx";
import classes from "./new-source.module.css";

const route = getRouteApi("/console/sources/new");

/** From "who sends?" to the first event that verifies. */
export function NewSourceScreen(): ReactElement {
  const { step = "vendor", scheme = "", source = "", language } = route.useSearch();
  const { role } = useSession();
  const reason = step === "vendor" || step === "details" ? whyNot(role, "createSource") : undefined;
  if (reason !== undefined) {
    return (
      <Screen title="New source">
        <EmptyState icon="lock" title="Your role makes no sources">
          {reason}
        </EmptyState>
      </Screen>
    );
  }
  return (
    <Screen title="New source">
      <div className={classes["wizard"]}>
        <StepList step={step} />
        {step === "vendor" && <VendorStep />}
        {step === "details" && <DetailsStep key={scheme} scheme={scheme} />}
        {step === "url" && <UrlStep source={source} />}
        {step === "wait" && <WaitStep key={source} source={source} language={language} />}
      </div>
    </Screen>
  );
}
