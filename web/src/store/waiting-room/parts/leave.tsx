import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { leave } from "../place/follow.ts";
import { useRoomTexts } from "../texts/index.ts";

/** Leaves the line, after a confirmation. */
export function Leave({ ask, body, onLeft }: { ask: string; body: string; onLeft?(): void }) {
  const { leave: texts } = useRoomTexts();
  const [asking, setAsking] = useState(false);
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const go = async () => {
    setState("busy");
    try {
      await leave();
      onLeft?.();
    } catch {
      setState("failed");
    }
  };
  if (!asking) {
    return (
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {ask}
      </Button>
    );
  }
  return (
    <fieldset aria-label={texts.sure} className="ml-4 grid gap-3 rounded-large border border-border bg-surface p-4">
      <p>
        <strong className="block font-semibold">{texts.sure}</strong>
        <span className="text-sm text-ink-soft">{state === "failed" ? texts.failed : body}</span>
      </p>
      <p className="flex flex-wrap gap-2">
        <Button autoFocus onClick={() => setAsking(false)}>
          {texts.no}
        </Button>
        <Button kind="quiet" disabled={state === "busy"} onClick={go}>
          {texts.yes}
        </Button>
      </p>
    </fieldset>
  );
}
