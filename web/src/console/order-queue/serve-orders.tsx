import { useState } from "react";
import { useWords } from "../../api/explain.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { switchConsumer } from "./api.ts";
import { useLineTexts } from "./messages/index.ts";
import { useServing } from "./use-serving.ts";

const amounts = [1, 10, 50];

export function ServeOrders({ enabled, refresh }: { enabled: boolean; refresh(): void }) {
  const { serve: texts, failed } = useLineTexts();
  const wordsOf = useWords();
  const serving = useServing(refresh);
  const readOnly = useDenied();
  const denied = readOnly ?? (enabled ? texts.pauseFirst : undefined);
  const [switching, setSwitching] = useState(false);
  const [error, setError] = useState<Error>();
  const toggle = async () => {
    setSwitching(true);
    setError(
      await switchConsumer(!enabled).then(
        () => undefined,
        (reason: Error) => reason,
      ),
    );
    setSwitching(false);
    refresh();
  };
  const { outcome } = serving;
  const words = () => {
    if (enabled) return texts.pauseFirst;
    if (outcome === undefined) return "";
    if (outcome instanceof Error) return failed(wordsOf(outcome));
    return outcome.crashed ? texts.crashed : texts.served(outcome.served);
  };
  return (
    <PanelCard title={texts.title} body={enabled ? texts.running : texts.paused}>
      <div className="flex flex-wrap gap-2">
        <ActionButton denied={readOnly} busy={switching} onClick={toggle}>
          {enabled ? texts.pause : texts.resume}
        </ActionButton>
        {amounts.map((amount) => (
          <ActionButton
            key={amount}
            denied={denied}
            busy={serving.busy || serving.endless}
            onClick={() => serving.serve(amount)}
          >
            {texts.some(amount)}
          </ActionButton>
        ))}
        <ActionButton
          kind={serving.endless ? "primary" : "outline"}
          denied={serving.endless ? undefined : denied}
          aria-pressed={serving.endless}
          onClick={serving.toggleEndless}
        >
          {serving.endless ? texts.stop : texts.start}
        </ActionButton>
      </div>
      <p role="status" className="min-h-5 text-sm text-ink-soft tabular-nums">
        {error ? failed(wordsOf(error)) : words()}
      </p>
    </PanelCard>
  );
}
