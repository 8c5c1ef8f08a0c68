import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useConsoleMessages } from "../messages/index.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { Dialog } from "../shared/dialog.tsx";
import { sayFailed } from "../shared/say.tsx";
import { setFactory } from "./api.ts";

interface Props {
  onStay(): void;
  onLeave(): void;
}

/** Asks a learner who leaves while the factory is broken. */
export function LeaveDialog({ onStay, onLeave }: Props) {
  const { tour: texts } = useConsoleMessages();
  const client = useQueryClient();
  const denied = useDenied();
  const [busy, setBusy] = useState(false);
  const mendAndLeave = async () => {
    setBusy(true);
    const error = await setFactory(client, true).catch((reason: Error) => reason);
    setBusy(false);
    if (error) sayFailed(error);
    else onLeave();
  };
  return (
    <Dialog title={texts.broken} onClose={onStay}>
      <div className="grid gap-4 text-sm">
        <p>{texts.brokenHelp}</p>
        <div className="flex flex-wrap justify-end gap-2">
          <ActionButton onClick={onStay}>{texts.stay}</ActionButton>
          <ActionButton onClick={onLeave}>{texts.leaveBroken}</ActionButton>
          <ActionButton kind="primary" data-first denied={denied} busy={busy} onClick={mendAndLeave}>
            {texts.mendAndLeave}
          </ActionButton>
        </div>
      </div>
    </Dialog>
  );
}
