import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { sayFailed } from "../shared/say.tsx";
import { type Factory, setFactory } from "./api.ts";
import { LeaveDialog } from "./leave-dialog.tsx";
import { useTourTexts } from "./messages/index.ts";
import { move } from "./place.ts";
import type { Tour } from "./tour.ts";

/** The ways out of the tour, at any time: mend the factory, start over, leave. */
export function Exits({ tour, factory }: { tour: Tour; factory: Factory | undefined }) {
  const { exits: texts } = useTourTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const denied = useDenied();
  const [asks, setAsks] = useState(false);
  const leave = () => navigate({ to: "/console/lab" });
  const isBroken = tour.owesMending && factory?.works !== true;
  return (
    <nav aria-label={texts.label} className="flex flex-wrap gap-2">
      {isBroken && tour.at !== "mend" && (
        <ActionButton denied={denied} onClick={() => setFactory(client, true).catch(sayFailed)}>
          {texts.mend}
        </ActionButton>
      )}
      {tour.at !== "start" && <ActionButton onClick={() => move({ type: "over" })}>{texts.over}</ActionButton>}
      <ActionButton onClick={() => (isBroken ? setAsks(true) : void leave())}>{texts.leave}</ActionButton>
      {asks && <LeaveDialog onStay={() => setAsks(false)} onLeave={leave} />}
    </nav>
  );
}
