import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { BellIcon } from "../../../ui/icons.tsx";
import { useRoomTexts } from "../texts/index.ts";
import { askToCall, mayNotify, wantsCall } from "./call.ts";
import { chime } from "./chime.ts";

/** Asks for permission to notify, at the moment when the reason is obvious. */
export function CallMe() {
  const { call } = useRoomTexts();
  const wanted = wantsCall.use();
  const [allowed, setAllowed] = useState(mayNotify);
  const ask = async () => {
    await askToCall();
    setAllowed(mayNotify());
    chime();
  };
  return (
    <div className="flex items-start gap-3">
      <span className="grid size-11 shrink-0 place-items-center rounded-round bg-waiting-wash text-waiting-ink">
        <BellIcon />
      </span>
      <div className="grid justify-items-start gap-2">
        <p role="status">
          <strong className="block font-semibold">{wanted ? call.on : call.title}</strong>
          <span className="text-sm text-ink-soft">{wanted ? (allowed ? call.onWhy : call.soundOnly) : call.why}</span>
        </p>
        {wanted ? (
          <Button size="small" kind="quiet" className="-ml-3" onClick={() => wantsCall.set(false)}>
            {call.off}
          </Button>
        ) : (
          <Button size="small" onClick={ask}>
            {call.ask}
          </Button>
        )}
      </div>
    </div>
  );
}
