import { useLanguage } from "../../i18n/language.ts";
import { Copyable } from "../../ui/copyable.tsx";
import type { QueueCounts } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Aside, Fact, Facts, PartLink, Section } from "../shared/facts.tsx";
import { duration } from "../text/duration.ts";
import type { QueuePart } from "../topology/part.ts";
import { filterText } from "../topology/topology.ts";
import { QueueFigures } from "./queue-figures.tsx";

interface Props {
  part: QueuePart;
  count: QueueCounts | undefined;
  /** Without its numbers. */
  settingsOnly?: boolean;
  onOpen(name: string): void;
}

/** A queue's current numbers and its settings. */
export function QueueFacts({ part, count, settingsOnly = false, onOpen }: Props) {
  const { panel } = useConsoleMessages();
  const language = useLanguage();
  const { queue } = part;

  return (
    <>
      {!settingsOnly && (
        <Section title={panel.numbers}>
          <dl className="grid grid-cols-[1fr_1fr_1fr_auto] divide-x divide-hairline border-y border-hairline py-2">
            <QueueFigures part={part} count={count} size="text-lg" className="px-3 first:pl-0 last:pr-0" />
          </dl>
        </Section>
      )}
      <Section title={panel.settings}>
        <Facts>
          <Fact name={panel.from}>
            <Source part={part} onOpen={onOpen} />
          </Fact>
          {part.kind === "platform" && queue.topic && (
            <Fact name={panel.filter}>
              {queue.filter ? <span className="font-mono text-xs">{filterText(queue)}</span> : panel.everything}
            </Fact>
          )}
          {part.kind === "platform" && (
            <Fact name={panel.consumer}>
              <Consumer part={part} count={count} onOpen={onOpen} />
            </Fact>
          )}
          {part.kind === "platform" && (
            <Fact name={panel.visibility}>
              {duration(queue.visibilityTimeoutSeconds, language)}
              <Aside>{panel.visibilityHelp}</Aside>
            </Fact>
          )}
          {queue.maxReceiveCount !== undefined && (
            <Fact name={panel.tries}>
              <span className="tabular-nums">{queue.maxReceiveCount}</span>
              {queue.dlq && (
                <>
                  {" "}
                  {panel.triesThen} <PartLink name={queue.dlq} onOpen={onOpen} />
                </>
              )}
            </Fact>
          )}
          <Fact name={panel.type}>{queue.fifo ? panel.fifo : panel.standard}</Fact>
          <Fact name="ARN">
            <Copyable value={queue.arn} className="text-xs text-ink-soft" />
          </Fact>
          <Fact name="URL">
            <Copyable value={queue.url} className="text-xs text-ink-soft" />
          </Fact>
        </Facts>
      </Section>
    </>
  );
}

function Source({ part, onOpen }: Omit<Props, "count">) {
  const { panel } = useConsoleMessages();
  switch (part.kind) {
    case "siding":
      return (
        <>
          <PartLink name={part.source.name} onOpen={onOpen} />
          <Aside>{panel.deadOf}</Aside>
        </>
      );
    case "undelivered":
      return (
        <>
          <PartLink name={part.topic} onOpen={onOpen} />
          <Aside>{panel.undeliveredOf}</Aside>
        </>
      );
    case "yard":
      return panel.fromStream;
    case "platform":
      return part.queue.topic ? <PartLink name={part.queue.topic} onOpen={onOpen} /> : panel.fromElse;
  }
}

function Consumer({ part, count, onOpen }: Props) {
  const { panel, map } = useConsoleMessages();
  const { consumer } = part.queue;
  if (!consumer) return panel.noConsumer;
  const enabled = count?.consumer?.enabled;
  return (
    <>
      <Copyable value={consumer.function} className="font-sans text-[1em]" />
      <Aside>
        {enabled === undefined ? map.unknown : enabled ? map.running : map.paused}
        {consumer.feeds?.map((name) => (
          <span key={name}>
            {" · "}
            {map.goesTo} <PartLink name={name} onOpen={onOpen} />
          </span>
        ))}
      </Aside>
    </>
  );
}
