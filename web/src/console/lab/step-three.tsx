import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useWords } from "../../api/explain.ts";
import { queuesQuery } from "../api/queries.ts";
import { startRedrive } from "../api/repair.ts";
import { useLive } from "../live/use-live.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { changeSettings, type LabSettings, labQuery } from "./api.ts";
import { useLabTexts } from "./messages/index.ts";
import { Resources } from "./resources.tsx";

const broken: LabSettings = { consumerDelaySeconds: 15, visibilityTimeoutSeconds: 3 };
const mended: LabSettings = { consumerDelaySeconds: 1, visibilityTimeoutSeconds: 30 };
const dlq = "LabQueueDlq";

export function StepThree({ settings }: { settings: LabSettings }) {
  const { three: texts, failed } = useLabTexts();
  const wordsOf = useWords();
  const client = useQueryClient();
  const denied = useDenied();
  const { data } = useLive(queuesQuery, 2000);
  const [wanted, setWanted] = useState(settings);
  const [said, setSaid] = useState("");
  const dead = data?.queues.find(({ name }) => name === dlq)?.visible ?? 0;
  const tooSlow = settings.consumerDelaySeconds >= settings.visibilityTimeoutSeconds;

  const apply = async (next: LabSettings) => {
    setWanted(next);
    const result = await changeSettings(next).catch((reason: Error) => reason);
    setSaid(result instanceof Error ? failed(wordsOf(result)) : "");
    if (result instanceof Error) setWanted(settings);
    await client.invalidateQueries(labQuery);
  };
  const redrive = async () => {
    const result = await startRedrive(dlq, {}).catch((reason: Error) => reason);
    setSaid(result instanceof Error ? failed(wordsOf(result)) : texts.redriven);
  };
  return (
    <PanelCard title={texts.title} body={texts.body}>
      <div className="@container grid gap-3">
        <Slider
          name={texts.delay}
          value={wanted.consumerDelaySeconds}
          from={0}
          to={15}
          onChange={(consumerDelaySeconds) => setWanted({ ...wanted, consumerDelaySeconds })}
          onDone={() => apply(wanted)}
        />
        <Slider
          name={texts.visibility}
          value={wanted.visibilityTimeoutSeconds}
          from={1}
          to={120}
          onChange={(visibilityTimeoutSeconds) => setWanted({ ...wanted, visibilityTimeoutSeconds })}
          onDone={() => apply(wanted)}
        />
      </div>
      <p className="text-sm font-semibold">{tooSlow ? texts.broken : texts.sound}</p>
      <div className="flex flex-wrap gap-2">
        <ActionButton denied={denied} className="h-auto! min-h-9 py-1 whitespace-normal!" onClick={() => apply(broken)}>
          {texts.break}
        </ActionButton>
        <ActionButton denied={denied} className="h-auto! min-h-9 py-1 whitespace-normal!" onClick={() => apply(mended)}>
          {texts.mend}
        </ActionButton>
      </div>
      <div className="flex flex-wrap items-center gap-3 border-t border-hairline pt-3">
        <span className="text-sm tabular-nums">{texts.dead(dead)}</span>
        <ActionButton denied={denied ?? (dead === 0 ? texts.nothing : undefined)} onClick={redrive}>
          {texts.redrive}
        </ActionButton>
        {dead > 0 && tooSlow && <span className="text-sm text-ink-soft">{texts.mendFirst}</span>}
      </div>
      <p role="status" className="min-h-5 text-sm text-ink-soft">
        {said}
      </p>
      <Resources names={texts.resources} />
    </PanelCard>
  );
}

interface SliderProps {
  name: string;
  value: number;
  from: number;
  to: number;
  onChange(value: number): void;
  /** The pointer was released. */
  onDone(): void;
}

function Slider({ name, value, from, to, onChange, onDone }: SliderProps) {
  const { three: texts } = useLabTexts();
  const id = useId();
  return (
    <div className="grid grid-cols-[1fr_3rem] items-center gap-x-3 text-sm @min-[32rem]:grid-cols-[11rem_1fr_3rem]">
      <label htmlFor={id} className="col-span-2 @min-[32rem]:col-span-1">
        {name}
      </label>
      <input
        id={id}
        type="range"
        min={from}
        max={to}
        value={value}
        onChange={({ target }) => onChange(Number(target.value))}
        onPointerUp={onDone}
        onKeyUp={onDone}
        className="min-h-9 min-w-0 accent-ops"
      />
      <output htmlFor={id} className="text-right tabular-nums">
        {texts.seconds(value)}
      </output>
    </div>
  );
}
