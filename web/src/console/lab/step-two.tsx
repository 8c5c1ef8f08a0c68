import { useId, useState } from "react";
import { useWords } from "../../api/explain.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { sendNumbers } from "./api.ts";
import { useLabTexts } from "./messages/index.ts";
import { Resources } from "./resources.tsx";

const amounts = [1, 10];

export function StepTwo() {
  const { two: texts, failed } = useLabTexts();
  const wordsOf = useWords();
  const [first, setFirst] = useState(1);
  const [error, setError] = useState<Error>();
  const field = useId();
  const send = async (count: number) => {
    const result = await sendNumbers(first, count).catch((reason: Error) => reason);
    setError(result instanceof Error ? result : undefined);
  };
  return (
    <PanelCard title={texts.title} body={texts.body}>
      <div className="flex flex-wrap items-end gap-3">
        <div className="grid gap-1">
          <label htmlFor={field} className="text-sm">
            {texts.first}
          </label>
          <input
            id={field}
            type="number"
            value={first}
            onChange={({ target }) => setFirst(target.valueAsNumber || 0)}
            className="h-9 w-28 rounded-small border border-border bg-paper px-3 tabular-nums"
          />
        </div>
        {amounts.map((amount) => (
          <ActionButton key={amount} onClick={() => send(amount)}>
            {texts.send(amount)}
          </ActionButton>
        ))}
        {error && <p role="alert">{failed(wordsOf(error))}</p>}
      </div>
      <Resources names={texts.resources} />
    </PanelCard>
  );
}
